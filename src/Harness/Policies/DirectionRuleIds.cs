namespace Harness.Policies;

/// <summary>The ids of the rules that check edges against the policy. Exceptions without a rule and verdicts refer to them.</summary>
internal static class DirectionRuleIds
{
    public const string Upward = "HRN2001";
    public const string Sibling = "HRN2002";
    public const string Forbidden = "HRN2003";
    public const string Confined = "HRN2004";
}
