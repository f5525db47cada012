namespace Harness.Policies;

/// <summary>The numbers of the rules that hold edges to the policy: what an exception without a rule excuses, and what verdicts name.</summary>
internal static class DirectionRuleIds
{
    public const string Upward = "HRN2001";
    public const string Sibling = "HRN2002";
    public const string Forbidden = "HRN2003";
    public const string Confined = "HRN2004";
}
