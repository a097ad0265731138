namespace IncidentBot.Slack.Requests;

/// <summary>The options of <see cref="SignedRequestFilter"/>.</summary>
public sealed record SlackRequestOptions
{
    /// <summary>Throws when there is no secret or a blank one: with an empty key any request could be signed.</summary>
    /// <param name="signingSecrets">All valid signing secrets, at least one.</param>
    /// <param name="maxBodyBytes">The largest accepted body. A modal may have 250 KB, and form encoding can more than triple that.</param>
    public SlackRequestOptions(IReadOnlyList<string> signingSecrets, int maxBodyBytes = 2_000_000)
    {
        if (signingSecrets.Count == 0 || signingSecrets.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("At least one signing secret is needed, and none may be blank.", nameof(signingSecrets));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBodyBytes);

        SigningSecrets = [.. signingSecrets];
        MaxBodyBytes = maxBodyBytes;
    }

    private SlackRequestOptions() => (SigningSecrets, MaxBodyBytes) = ([], 2_000_000);

    /// <summary>No secret, so that no request passes: for an app that uses Socket Mode.</summary>
    public static SlackRequestOptions RefuseAll { get; } = new();

    /// <summary>All valid signing secrets.</summary>
    public IReadOnlyList<string> SigningSecrets { get; }

    /// <summary>A larger body is refused with 413.</summary>
    public int MaxBodyBytes { get; }

    /// <summary>The number of secrets, never their values.</summary>
    public override string ToString() => $"{SigningSecrets.Count} signing secret(s), bodies up to {MaxBodyBytes} bytes";
}
