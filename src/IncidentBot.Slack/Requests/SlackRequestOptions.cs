namespace IncidentBot.Slack.Requests;

/// <summary>What <see cref="SignedRequestFilter"/> needs to know.</summary>
public sealed record SlackRequestOptions
{
    /// <summary>Fails when there is no secret or one is blank: an empty key would let anyone sign.</summary>
    /// <param name="signingSecrets">Every signing secret in force, at least one.</param>
    /// <param name="maxBodyBytes">The largest body that is read. A modal may weigh 250 KB, which form encoding can more than triple.</param>
    public SlackRequestOptions(IReadOnlyList<string> signingSecrets, int maxBodyBytes = 2_000_000)
    {
        if (signingSecrets.Count == 0 || signingSecrets.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("At least one signing secret is needed, and none may be blank.", nameof(signingSecrets));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBodyBytes);

        SigningSecrets = [.. signingSecrets];
        MaxBodyBytes = maxBodyBytes;
    }

    private SlackRequestOptions() => (SigningSecrets, MaxBodyBytes) = ([], 2_000_000);

    /// <summary>No secret, so no request is let through: for an app that hears of everything over Socket Mode.</summary>
    public static SlackRequestOptions RefuseAll { get; } = new();

    /// <summary>Every signing secret in force.</summary>
    public IReadOnlyList<string> SigningSecrets { get; }

    /// <summary>Bodies above this many bytes are answered with 413.</summary>
    public int MaxBodyBytes { get; }

    /// <summary>Says how many secrets there are and never what they are.</summary>
    public override string ToString() => $"{SigningSecrets.Count} signing secret(s), bodies up to {MaxBodyBytes} bytes";
}
