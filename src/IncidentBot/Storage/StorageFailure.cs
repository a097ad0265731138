using Microsoft.Data.Sqlite;

namespace IncidentBot.Storage;

/// <summary>Explains to an operator why a database file cannot be used, and what to do.</summary>
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

    // ENOSPC, an exceeded quota on Linux and on macOS, and "disk full" on Windows.
    private static readonly int[] NoSpace = [28, 122, 69, unchecked((int)0x80070070)];

    /// <summary>For a failure of the file system.</summary>
    public static StorageUnavailableException From(string path, Exception reason) =>
        NoSpace.Contains(reason.HResult) ? DiskFull(path, reason) : Unwritable(path, reason);

    /// <summary>Explains a failure of SQLite that concerns the file or its disk; returns any other exception unchanged.</summary>
    public static Exception Explain(string path, Exception reason) =>
        reason is SqliteException { SqliteErrorCode: Busy or ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NotADatabase } failure
            ? From(path, failure)
            : reason;

    private static StorageUnavailableException DiskFull(string path, Exception reason) => new(
        $"The disk that holds the database {path} is full. Nothing can be saved until space is freed.", reason);

    private static StorageUnavailableException Unwritable(string path, Exception reason) => new(
        $"The database {path} cannot be written ({reason.Message.TrimEnd('.')}). Give the account that runs IncidentBot write "
        + $"access to the folder {Path.GetDirectoryName(path)} and the file, or set Storage:Path to another file.", reason);

    public static StorageUnavailableException From(string path, SqliteException reason) => reason.SqliteErrorCode switch
    {
        ReadOnly or CannotOpen => Unwritable(path, reason),
        NotADatabase => new(
            $"The file {path} is not an SQLite database. Move it away, or set Storage:Path to another file.", reason),
        Full => DiskFull(path, reason),
        InputOutput => new(
            $"Reading or writing the disk that holds the database {path} failed ({reason.Message.TrimEnd('.')}). "
            + "Check the disk, its mount and its quota.", reason),
        Corrupt => new($"The database {path} is damaged. Restore it from a backup.", reason),
        Busy => new(
            $"The database {path} is locked by another program. Close that program, for example a database browser.", reason),
        _ => new($"The database {path} cannot be used: {reason.Message}", reason),
    };
}
