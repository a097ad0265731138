using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>How to reach the workspace and to know that a request comes from it; section <c>Slack</c>.</summary>
internal sealed record SlackOptions
{
    public const string Section = "Slack";

    private const string AppTokenKey = "AppToken";

    private const string Settings = "https://api.slack.com/apps, your app";

    /// <summary>The bot's token, <c>xoxb-…</c>.</summary>
    public required string BotToken { get; init; }

    /// <summary>The app's token, <c>xapp-…</c>: Slack is then heard by Socket Mode. Null to be called by HTTP.</summary>
    public string? AppToken { get; init; }

    /// <summary>How many Socket Mode connections are kept.</summary>
    public required int SocketConnections { get; init; }

    /// <summary>Empty only beside an app token. More than one while a secret is being replaced.</summary>
    public required IReadOnlyList<string> SigningSecrets { get; init; }

    /// <summary>Ends with a slash.</summary>
    public required Uri ApiBaseUrl { get; init; }

    /// <summary>Where incidents are announced: a channel's name without the number sign, or its id.</summary>
    public required string AnnouncementChannel { get; init; }

    /// <summary>Where "Ask support" posts its question: a channel's name or id; null for none.</summary>
    public string? SupportChannel { get; init; }

    /// <summary>Where the auditor tells operators what is late: a channel's name or id; null for none.</summary>
    public string? OperationsChannel { get; init; }

    /// <summary>Between two messages to one channel.</summary>
    public required Duration MessageInterval { get; init; }

    /// <summary>What must not appear in a log.</summary>
    public IEnumerable<string> Secrets => [BotToken, AppToken ?? "", .. SigningSecrets];

    // A record prints its properties; this one holds secrets.
    public override string ToString() => $"{nameof(SlackOptions)} for {ApiBaseUrl}";

    public static SlackOptions Read(SettingsReader slack) => new()
    {
        BotToken = ReadBotToken(slack),
        AppToken = ReadAppToken(slack),
        SocketConnections = ReadSocketConnections(slack),
        SigningSecrets = ReadSigningSecrets(slack),
        ApiBaseUrl = WithSlash(slack.Address("ApiBaseUrl", "https://slack.com/api/")),
        AnnouncementChannel = Channel(slack.Text("AnnouncementChannel", "incidents")) ?? "incidents",
        SupportChannel = Channel(slack.Text("SupportChannel")),
        OperationsChannel = Channel(slack.Text("OperationsChannel")),
        MessageInterval = slack.Duration("MessageInterval", Duration.FromSeconds(1)),
    };

    private static string ReadBotToken(SettingsReader slack)
    {
        const string Where = $"in Slack's app settings ({Settings}) under OAuth & Permissions, \"Bot User OAuth Token\"";
        var token = slack.Text("BotToken");
        if (token is null)
            slack.Problem("BotToken", $"is missing; set the environment variable Slack__BotToken (or Slack__BotToken_FILE) to the bot's token, which starts with xoxb-. You find it {Where}.");
        else if (token.StartsWith("xapp-", StringComparison.Ordinal) || token.StartsWith("xoxp-", StringComparison.Ordinal))
            slack.Problem("BotToken", $"is an {token[..4]} token; it should be the bot's, which starts with xoxb-. You find it {Where}.");
        else if (token.Any(character => character is <= ' ' or > '~'))
            slack.Problem("BotToken", $"holds a character no token has, such as a blank or a line break; copy it again. You find it {Where}.");
        return token ?? "";
    }

    private static string? ReadAppToken(SettingsReader slack)
    {
        const string Where = $"in Slack's app settings ({Settings}) under Basic Information, App-Level Tokens";
        var token = slack.Text(AppTokenKey);
        if (token?.StartsWith("xoxb-", StringComparison.Ordinal) == true || token?.StartsWith("xoxp-", StringComparison.Ordinal) == true)
            slack.Problem(AppTokenKey, $"is an {token[..4]} token; it should be an app-level one, which starts with xapp-. You make it {Where}.");
        else if (token?.Any(character => character is <= ' ' or > '~') == true)
            slack.Problem(AppTokenKey, $"holds a character no token has, such as a blank or a line break; copy it again. You find it {Where}.");
        return token;
    }

    private static int ReadSocketConnections(SettingsReader slack)
    {
        if (slack.Text("SocketConnections", "2") is not { } text)
            return 2;
        if (int.TryParse(text, out var connections) && connections is >= 1 and <= 10)
            return connections;
        slack.Problem("SocketConnections", $"\"{text}\" is not a whole number from 1 to 10. Slack allows an app ten connections, over all its processes.");
        return 2;
    }

    private static IReadOnlyList<string> ReadSigningSecrets(SettingsReader slack)
    {
        IReadOnlyList<string> secrets = [.. slack.List("SigningSecrets").Concat(slack.List("SigningSecret")).Distinct(StringComparer.Ordinal)];
        if (secrets.Count == 0 && slack.Text(AppTokenKey) is null)
        {
            slack.Problem("SigningSecrets", "is missing; set the environment variable Slack__SigningSecret (or Slack__SigningSecret_FILE; Slack__SigningSecrets takes several, parted by commas). "
                + $"You find it in Slack's app settings ({Settings}) under Basic Information, App Credentials, \"Signing Secret\". "
                + "Where Slack cannot reach this server, set Slack__AppToken instead and use Socket Mode.");
        }

        return secrets;
    }

    private static string? Channel(string? name) => name?.TrimStart('#') is { Length: > 0 } channel ? channel : null;

    private static Uri WithSlash(Uri? address)
    {
        // A malformed address was reported already; what is returned then is never used.
        var text = address?.AbsoluteUri ?? "https://slack.com/api/";
        return new Uri(text.EndsWith('/') ? text : text + "/");
    }
}
