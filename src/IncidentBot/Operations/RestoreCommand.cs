using System.Globalization;
using IncidentBot.Configuration;
using IncidentBot.Storage;

namespace IncidentBot.Operations;

/// <summary>Replaces the database by a copy. The replaced database is renamed and stays beside it.</summary>
internal static class RestoreCommand
{
    /// <returns>The report for the operator.</returns>
    /// <exception cref="OperatorException">The restore failed; the database is unchanged.</exception>
    /// <exception cref="StorageUnavailableException">The bot is running, or the folder cannot be written.</exception>
    public static string Run(StorageOptions options, string file, Clock clock)
    {
        OperatorException.UnlessOneFile(options);
        var (database, copy) = (Path.GetFullPath(options.Path), Path.GetFullPath(file));
        if (!File.Exists(copy))
            throw new OperatorException($"There is no file {copy}.");

        // Held to the end, so that the bot cannot start meanwhile.
        using var lease = InstanceLease.Take(database);
        var incoming = $"{database}.restoring";
        try
        {
            File.Delete(incoming);
            var found = DatabaseCopy.Make(copy, incoming);
            if (found.Migrations > Migration.Embedded("Sqlite").Count)
                throw new DatabaseCopyException($"{copy} was made by a newer IncidentBot. Restore it with that version or a later one.");
            var kept = MoveAside(database, clock);
            File.Move(incoming, database);
            var replaced = kept is null ? "" : $" The replaced database is kept as {kept}.";
            return $"Restored {database} from {copy}: {found.Incidents} incidents.{replaced} Start the bot again.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DatabaseCopyException)
        {
            File.Delete(incoming);
            throw new OperatorException($"The restore failed: {failure.Message}", failure);
        }
    }

    // With the write-ahead log, which holds the latest commits and belongs to the database.
    private static string? MoveAside(string database, Clock clock)
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
