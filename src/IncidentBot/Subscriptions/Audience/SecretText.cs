using System.Buffers.Text;
using System.Security.Cryptography;

namespace IncidentBot.Subscriptions.Audience;

/// <summary>Texts that cannot be guessed: 256 random bits, in characters that need no escaping anywhere.</summary>
internal static class SecretText
{
    private const int Bytes = 32;

    /// <summary>How long each is.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be a token of ours. The database is not asked for any other.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: Length } && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
