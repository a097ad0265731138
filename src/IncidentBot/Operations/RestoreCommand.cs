using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Storage;

namespace IncidentBot.Operations;

/// <summary>Puts a copy in the place of the database. What was there is kept beside it.</summary>
internal static class RestoreCommand
{
    /// <returns>What was done.</returns>
    /// <exception cref="OperatorException">It was not done; the database is as it was.</exception>
    /// <exception cref="StorageUnavailableException">The bot runs, or the place cannot be written.</exception>
    public static string Run(StorageOptions options, string file, Clock clock)
    {
        OperatorException.UnlessOneFile(options);
        var (database, copy) = (Path.GetFullPath(options.Path), Path.GetFullPath(file));
        if (!File.Exists(copy))
            throw new OperatorException($"There is no file {copy}.");

        // Held to the end: the bot must neither run nor start meanwhile.
        using var lease = InstanceLease.Take(database);
        var incoming = $"{database}.restoring";
        try
        {
            File.Delete(incoming);
            var found = DatabaseCopy.Make(copy, incoming);
            if (found.Migrations > Migration.Embedded("Sqlite").Count)
                throw new DatabaseCopyException($"{copy} was made by a newer IncidentBot. Restore it with that version or a later one.");
            var kept = Keep(database, clock);
            File.Move(incoming, database);
            return $"Restored {database} from {copy}: {found.Incidents} incidents.{(kept is null ? "" : $" What was there before is kept as {kept}.")} Start the bot again.";
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException or DatabaseCopyException)
        {
            File.Delete(incoming);
            throw new OperatorException($"Nothing was restored: {cannot.Message}", cannot);
        }
    }

    // With its write-ahead log, which holds its latest commits: only together are they the database.
    private static string? Keep(string database, Clock clock)
    {
        if (!File.Exists(database))
            return null;
        var kept = $"{database}.before-{clock.Now.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        foreach (var part in (string[])["-wal", "-shm", ""])
            if (File.Exists(database + part))
                File.Move(database + part, kept + part);
        return kept;
    }
}
