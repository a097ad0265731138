namespace IncidentBot.Playground;

/// <summary>Where the bot keeps its database and its log.</summary>
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
            // The emulated workspace lives as long as the program: an older database would speak of rooms that are gone.
            return File.Exists(folder.Database)
                ? throw new PlaygroundException($"{folder.Database} is from an earlier play, whose workspace is gone. Name an empty folder, or delete that file.")
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
