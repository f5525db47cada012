using Harness.Cli;

return HarnessProgram.Run(args, Terminal.OfProcess());
