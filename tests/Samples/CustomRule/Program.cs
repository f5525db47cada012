using Harness.CommandLine;
using Harness.Rules;

return HarnessCommandLine.Run(args, BuiltInRules.All.Add(new CratePrefixRule()), "Acme Harness");
