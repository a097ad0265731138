using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>Why a database file cannot be used, as a sentence an operator can act on.</summary>
internal static class StorageFailure
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    // ENOSPC, a quota used up on Linux and on macOS, and "disk full" on Windows.
    private static readonly int[] NoSpace = [28, 122, 69, unchecked((int)0x80070070)];

    /// <summary>Of a file that we open or create ourselves.</summary>
    public static StorageUnavailableException From(string path, Exception reason) =>
        NoSpace.Contains(reason.HResult) ? DiskFull(path, reason) : Unwritable(path, reason);

    /// <summary>What SQLite said, told as a sentence where it is about the file and its disk; anything else is as it was.</summary>
    public static Exception Explain(string path, Exception reason) =>
        reason is SqliteException { SqliteErrorCode: Busy or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NotADatabase } told ? From(path, told) : reason;

    private static StorageUnavailableException DiskFull(string path, Exception reason) => new(
        $"The disk that holds the database {path} is full. Nothing can be saved until there is room.", reason);

    private static StorageUnavailableException Unwritable(string path, Exception reason) => new(
        $"The database {path} cannot be written ({reason.Message.TrimEnd('.')}). Give the account that runs IncidentBot write "
        + $"access to the folder {Path.GetDirectoryName(path)} and the file, or choose another place with Storage:Path.", reason);

    public static StorageUnavailableException From(string path, SqliteException reason) => reason.SqliteErrorCode switch
    {
        ReadOnly or CannotOpen => Unwritable(path, reason),
        NotADatabase => new(
            $"The file {path} is not an SQLite database. Move it away, or choose another file with Storage:Path.", reason),
        Full => DiskFull(path, reason),
        InputOutput => new(
            $"The disk that holds the database {path} does not take or give what it should ({reason.Message.TrimEnd('.')}). "
            + "Look at the disk, its mount and its quota.", reason),
        Corrupt => new($"The database {path} is damaged. Restore it from a backup.", reason),
        Busy => new(
            $"The database {path} is locked by another program. Close what has it open, for example a database browser.", reason),
        _ => new($"The database {path} cannot be used: {reason.Message}", reason),
    };
}
