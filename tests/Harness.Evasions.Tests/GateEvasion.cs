using System.Collections.Immutable;

namespace Harness.Evasions.Tests;

/// <summary>A way past the gate that only a host, a hook or a service shows, and the test that performs it there beside an honest twin.</summary>
/// <param name="Number">The number of the way.</param>
/// <param name="Sentence">How it goes, in one sentence.</param>
/// <param name="Caught">What catches it: rules by their ids, or words.</param>
/// <param name="Project">The project of tests.</param>
/// <param name="Test">The class and the method of the test.</param>
/// <param name="Twin">The class and the method of the test of the honest twin; the same if that is beside it.</param>
internal sealed record GateEvasion(int Number, string Sentence, string Caught, string Project, string Test, string Twin)
{
    private const string EndToEnd = "Harness.EndToEnd.Tests";
    private const string Reviewer = "Harness.Reviewer.Tests";

    public static ImmutableArray<GateEvasion> All { get; } =
    [
        new(39, "A branch is deleted and restored, so that who pushed before seems to be forgotten.", "HRN3001", EndToEnd,
            "PusherTests.Who_pushed_before_a_branch_was_deleted_and_restored_counts_for_what_it_still_holds", "PusherTests.Who_pushed_to_a_branch_of_the_same_name_that_is_done_does_not_count"),
        new(81, "A ref is made that is named as a merge queue names the group of an innocent pull request.", "HRN3001", EndToEnd,
            "LandingTests.A_forged_ref_of_a_queue_gives_a_step_to_nobody", "LandingTests.A_forged_ref_of_a_queue_gives_a_step_to_nobody"),
        new(82, "A branch that the policy guards is pushed for the first time, with a policy of one's own.", "HRN3001", EndToEnd,
            "LandingTests.A_guarded_branch_that_is_new_is_judged_against_the_default_branch", "LandingTests.A_guarded_branch_that_is_new_is_judged_against_the_default_branch"),
        new(83, "More lands than the head of the pull request that is said to have brought it.", "HRN3001", EndToEnd,
            "LandingTests.A_step_with_more_than_its_pull_request_s_change_is_not_its_pull_request_s", "LandingTests.A_merge_group_is_judged_by_each_pull_request_in_it"),
        new(83, "The host takes a pull request for merged by a commit that holds more than its head, and the audit looks at the pull request.", "HRN3001", Reviewer,
            "AuditTests.What_more_than_the_head_landed_is_not_its_pull_request_s", "AuditTests.What_more_than_the_head_landed_is_not_its_pull_request_s"),
        new(84, "A push goes to an address in place of a remote's name, so that the hook has no branch to compare with.", "HRN3001, exit 2", EndToEnd,
            "HookTests.A_push_to_an_address_does_not_pass_unjudged", "HookTests.A_push_to_an_address_does_not_pass_unjudged"),
    ];
}
