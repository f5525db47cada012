using Harness.Cli;

using var interruption = new Interruption();
return HarnessProgram.Run(args, Terminal.OfProcess());
