return Harness.CommandLine.HarnessCommandLine.Run(args);
