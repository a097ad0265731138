namespace IncidentBot.Slack.WebApi;

/// <summary>Classifies Slack's error codes by the next step.</summary>
public static class SlackErrors
{
    /// <summary>The token is no longer valid: stop calling and inform an administrator.</summary>
    public static bool IsInstallationDead(string code) => code is
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired" or "team_access_not_granted";

    /// <summary>Socket Mode is not possible with this token or in this workspace until an administrator changes something.</summary>
    /// <remarks>See https://docs.slack.dev/reference/methods/apps.connections.open.</remarks>
    public static bool EndsSocketMode(string code) => IsInstallationDead(code) || IsConfiguration(code)
        || code is "user_removed_from_team" or "team_disabled" or "forbidden_team";

    /// <summary>Slack failed or is busy: the same call may succeed later.</summary>
    public static bool IsTransient(string code) => IsRateLimit(code) || IsUnclear(code)
        || code is "service_unavailable" or "team_added_to_org" or "canvas_editing_locked" or "fetch_members_failed" or "update_failed";

    /// <summary>A permission or policy is missing: a retry does not help; an administrator must act.</summary>
    public static bool IsConfiguration(string code) => code is
        "missing_scope" or "not_allowed_token_type" or "no_permission" or "access_denied" or "accesslimited" or "enterprise_is_restricted"
        or "org_login_required" or "two_factor_setup_required" or "ekm_access_denied" or "restricted_action";

    /// <summary>The desired state existed already, which is a success.</summary>
    public static bool MeansDone(string method, string code) => (method, code) is
        ("pins.add", "already_pinned")
        or ("pins.remove", "no_pin" or "not_pinned")
        or ("reactions.add", "already_reacted")
        or ("reactions.remove", "no_reaction")
        or ("conversations.invite", "already_in_channel" or "cant_invite_self")
        or ("conversations.join", "already_in_channel")
        or ("conversations.kick", "not_in_channel")
        or ("conversations.archive", "already_archived")
        or ("conversations.unarchive", "not_archived")
        or ("chat.delete", "message_not_found");

    /// <summary>The trigger's three seconds are over, or it was used: never retry; offer another way.</summary>
    public static bool IsTriggerGone(string code) => code is
        "expired_trigger_id" or "exchanged_trigger_id" or "invalid_trigger_id" or "trigger_expired" or "trigger_exchanged";

    /// <summary>The channel cannot be written to: archived, deleted, or not visible to the bot.</summary>
    public static bool RoomGone(string code) => code is
        "is_archived" or "channel_not_found" or "is_inactive" or "channel_is_limited_access";

    /// <summary>The bot must join, or be invited, first.</summary>
    public static bool IsOutside(string code) => code == "not_in_channel";

    /// <summary>The channel name is taken; another one may be free.</summary>
    public static bool IsNameTaken(string code) => code == "name_taken";

    internal static bool IsRateLimit(string code) => code is "ratelimited" or "rate_limited" or "too_many_requests";

    // According to Slack's documentation these may follow work that was done partly or completely.
    internal static bool IsUnclear(string code) => code is "internal_error" or "fatal_error" or "request_timeout";
}
