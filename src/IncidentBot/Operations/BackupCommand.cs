using IncidentBot.Configuration;
using IncidentBot.Storage;

namespace IncidentBot.Operations;

/// <summary>Copies one consistent state of the database while the bot runs.</summary>
internal static class BackupCommand
{
    /// <returns>The report for the operator.</returns>
    /// <exception cref="OperatorException">The backup failed; no file is left behind.</exception>
    public static string Run(StorageOptions options, string file)
    {
        OperatorException.UnlessOneFile(options);
        var (database, copy) = (Path.GetFullPath(options.Path), Path.GetFullPath(file));
        if (!File.Exists(database))
            throw new OperatorException($"There is no database at {database}. Set Storage:Path to its file.");
        if (File.Exists(copy))
            throw new OperatorException($"{copy} exists already, and a backup never replaces a file. Choose a new name.");

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var found = DatabaseCopy.Make(database, copy);
            return $"Copied {database} to {copy}: {found.Incidents} incidents, {found.Bytes / 1024:N0} KiB, verified.";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DatabaseCopyException)
        {
            File.Delete(copy);
            throw new OperatorException($"The backup failed: {failure.Message}", failure);
        }
    }
}
