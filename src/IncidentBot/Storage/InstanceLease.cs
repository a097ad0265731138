namespace IncidentBot.Storage;

/// <summary>
/// The right to be the only process on a database file: a lock of the operating system on <c>&lt;path&gt;.lock</c>. The system releases it when its holder
/// ends, so a crash leaves nothing to clean up; the empty file that remains has no meaning.
/// </summary>
internal sealed class InstanceLease : IDisposable
{
    // EWOULDBLOCK on Linux and macOS, then sharing and lock violation on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;

    private InstanceLease(FileStream file) => _file = file;

    /// <exception cref="StorageUnavailableException">Another process holds it, or the folder cannot be written.</exception>
    public static InstanceLease Take(string databasePath)
    {
        var lockPath = databasePath + ".lock";

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
            return new InstanceLease(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (HeldByAnother.Contains(e.HResult))
        {
            throw new StorageUnavailableException(
                $"Another IncidentBot is already running on {databasePath} (it holds {lockPath}). "
                + "Stop it first, or set Storage:Path to another file for this one.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.From(databasePath, e);
        }
    }

    public void Dispose() => _file.Dispose();
}
