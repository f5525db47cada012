return Harness.CommandLine.HarnessCommandLine.Run(args, Harness.Rules.BuiltInRules.All);
