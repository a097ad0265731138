namespace IncidentBot.Playground;

/// <summary>The folder with the bot's database and log.</summary>
internal sealed class PlaygroundFolder : IDisposable
{
    private PlaygroundFolder(string path, bool isTemporary) => (Path, IsTemporary) = (path, isTemporary);

    public string Path { get; }

    public bool IsTemporary { get; }

    public string Database => System.IO.Path.Combine(Path, "incidentbot.db");

    public string Log => System.IO.Path.Combine(Path, "bot.log");

    /// <exception cref="PlaygroundException">The folder cannot be used.</exception>
    public static PlaygroundFolder Open(string? named)
    {
        if (named is null)
            return new PlaygroundFolder(Directory.CreateTempSubdirectory("incidentbot-playground-").FullName, isTemporary: true);
        try
        {
            var folder = new PlaygroundFolder(Directory.CreateDirectory(named).FullName, isTemporary: false);
            // The emulated workspace ends with the program, so an older database would refer to rooms that no longer exist.
            return File.Exists(folder.Database)
                ? throw new PlaygroundException(
                    $"{folder.Database} is from an earlier session, whose workspace no longer exists. Use an empty folder, or delete that file.")
                : folder;
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PlaygroundException($"The folder {named} cannot be used: {cannot.Message}", cannot);
        }
    }

    public void Dispose()
    {
        if (IsTemporary)
            Directory.Delete(Path, recursive: true);
    }
}
