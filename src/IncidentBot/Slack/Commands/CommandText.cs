using System.Text;
using IncidentBot.Slack.Requests;

namespace IncidentBot.SlackEdge.Commands;

/// <summary>The text of a command, parsed once: as tokens for the grammar, and as plain text.</summary>
internal sealed class CommandText(string escaped)
{
    private readonly IReadOnlyList<TextToken> _tokens = SlashText.Tokens(escaped);

    public IReadOnlyList<TextToken> Tokens => _tokens;

    /// <summary>The plain text from token <paramref name="from"/> on, leaving out the tokens in <paramref name="except"/>.</summary>
    /// <param name="from">The first token.</param>
    /// <param name="except">Indexes of tokens to leave out.</param>
    /// <param name="names">Names by user id, for mentions without a name.</param>
    public string Plain(int from, IReadOnlySet<int>? except = null, IReadOnlyDictionary<string, string>? names = null)
    {
        var plain = new StringBuilder();
        for (var index = from; index < _tokens.Count; index++)
        {
            if (except?.Contains(index) == true)
                continue;
            if (plain.Length > 0)
                plain.Append(Gap(index));
            plain.Append(Words(_tokens[index], names));
        }

        return plain.ToString();
    }

    /// <summary>The word at <paramref name="index"/>; null past the end or when it is a mention or link.</summary>
    public string? Word(int index) => index < _tokens.Count && _tokens[index] is TextToken.Word word ? word.Text : null;

    private string Gap(int index)
    {
        var gap = escaped[_tokens[index - 1].End.._tokens[index].Start];
        return gap.Contains('\n', StringComparison.Ordinal) ? "\n" : gap.Length == 0 ? "" : " ";
    }

    // Mentions become plain text: a stored text must never notify a person again.
    private string Words(TextToken token, IReadOnlyDictionary<string, string>? names) => token switch
    {
        TextToken.Word => SlashText.Plain(escaped[token.Start..token.End]),
        TextToken.UserMention mention => "@" + (mention.Label is { Length: > 0 } name ? name : names?.GetValueOrDefault(mention.Id) ?? mention.Id),
        TextToken.ChannelMention channel => "#" + (channel.Label is { Length: > 0 } name ? name : channel.Id),
        TextToken.UserGroupMention group => group.Label is { Length: > 0 } name ? name : "@" + group.Id,
        TextToken.Broadcast broadcast => "@" + broadcast.Range,
        TextToken.Date date => date.Words,
        TextToken.Link { Label: { Length: > 0 } label } link when !link.Url.EndsWith(label, StringComparison.OrdinalIgnoreCase) => $"{label} ({link.Url})",
        TextToken.Link link => link.Url,
        _ => throw new InvalidOperationException($"Unknown token {token.GetType().Name}."),
    };
}
