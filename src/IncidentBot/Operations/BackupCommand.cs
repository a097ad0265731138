using IncidentBot.Configuration;
using IncidentBot.Storage;

namespace IncidentBot.Operations;

/// <summary>Copies the database, as it is at one moment, while the bot goes on working.</summary>
internal static class BackupCommand
{
    /// <returns>What was done.</returns>
    /// <exception cref="OperatorException">It was not done.</exception>
    public static string Run(StorageOptions options, string file)
    {
        OperatorException.UnlessOneFile(options);
        var (database, copy) = (Path.GetFullPath(options.Path), Path.GetFullPath(file));
        if (!File.Exists(database))
            throw new OperatorException($"There is no database at {database}. Storage:Path says where it is.");
        if (File.Exists(copy))
            throw new OperatorException($"{copy} exists already, and a backup is never written over another. Choose a new name.");

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var found = DatabaseCopy.Make(database, copy);
            return $"Copied {database} to {copy}: {found.Incidents} incidents, {found.Bytes / 1024:N0} KiB, checked.";
        }
        catch (Exception cannot) when (cannot is IOException or UnauthorizedAccessException or DatabaseCopyException)
        {
            File.Delete(copy);
            throw new OperatorException($"The backup was not made: {cannot.Message}", cannot);
        }
    }
}
