using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IncidentBot.Playground;

/// <summary>The command-line options.</summary>
internal sealed record PlaygroundOptions
{
    public const string Help =
        """
        See IncidentBot work, without Slack: the real bot, an emulated workspace, one page.

          dotnet run --project src/IncidentBot.Playground [-- options]

          --port N        listen on this port of the loopback interface; 0 uses any free one (default 5050, or a free one when it is taken)
          --folder PATH   store the bot's database and log in this folder, which must have no database yet (default: a temporary one)
          --no-browser    do not open a browser
          --help          this text
        """;

    /// <summary>Null means the default port, or any free one when that is taken.</summary>
    public int? Port { get; init; }

    /// <summary>Null means a temporary folder, deleted at the end.</summary>
    public string? Folder { get; init; }

    public bool OpenBrowser { get; init; } = true;

    public bool ShowHelp { get; init; }

    /// <summary>
    /// The emulated Slack's time limit for the bot, in real time; by default Slack's own. Tests on a busy machine set a longer one.
    /// </summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(3);

    public static bool TryRead(IReadOnlyList<string> args, out PlaygroundOptions options, [NotNullWhen(false)] out string? problem)
    {
        (options, problem) = (new PlaygroundOptions(), null);
        for (var index = 0; index < args.Count; index++)
        {
            var value = index + 1 < args.Count ? args[index + 1] : null;
            switch (args[index])
            {
                case "--help" or "-h" or "-?":
                    options = options with { ShowHelp = true };
                    break;
                case "--no-browser":
                    options = options with { OpenBrowser = false };
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue:
                    options = options with { Port = port };
                    index++;
                    break;
                case "--port":
                    problem = "--port needs a number from 0 to 65535, for example --port 5050.";
                    return false;
                case "--folder" when !string.IsNullOrWhiteSpace(value):
                    options = options with { Folder = value };
                    index++;
                    break;
                case "--folder":
                    problem = "--folder needs a path, for example --folder ./playground.";
                    return false;
                default:
                    problem = $"There is no option {args[index]}.";
                    return false;
            }
        }

        return true;
    }
}
