return await Harness.Reviewer.ReviewerCommandLine.RunAsync(args, Harness.Rules.BuiltInRules.All);
