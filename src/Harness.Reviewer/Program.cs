using Harness.Reviewer;

return await ReviewerProgram.RunAsync(args, Surroundings.OfProcess());
