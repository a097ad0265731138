using System.Diagnostics;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

/// <summary>
/// A real file system of a few megabytes that a test fills to the last byte and empties again: one mounted for the test, else the shared memory that a container
/// gives its processes. Where there is neither, the test is skipped at a desk and fails in CI.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 16;
    private const long LargestToFill = 256L * 1024 * 1024;
    private const string SharedMemory = "/dev/shm";

    private readonly string _folder;
    private readonly bool _isMounted;

    private SmallDisk(string folder, bool isMounted) => (_folder, _isMounted) = (folder, isMounted);

    public string Database => Path.Combine(_folder, "incidentbot.db");

    private string Filler => Path.Combine(_folder, "filler");

    public static SmallDisk Make()
    {
        var folder = Directory.CreateTempSubdirectory("incidentbot-disk-").FullName;
        if (TryRun("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder))
            return new SmallDisk(folder, isMounted: true);
        Directory.Delete(folder);

        if (Directory.Exists(SharedMemory) && new DriveInfo(SharedMemory).TotalSize <= LargestToFill)
            return new SmallDisk(Directory.CreateDirectory(Path.Combine(SharedMemory, Path.GetRandomFileName())).FullName, isMounted: false);
        if (Environment.GetEnvironmentVariable("CI") is "true" or "1")
            Assert.Fail("No small file system can be had here, and the tests of a full disk need one.");
        Assert.Ignore("No small file system can be had here: mounting one needs root.");
        throw new InvalidOperationException("Not reached.");
    }

    /// <summary>Leaves room for not one more page.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        foreach (var size in (int[])[1024 * 1024, 4096, 1])
        {
            var block = new byte[size];
            try
            {
                while (true)
                    filler.Write(block);
            }
            catch (IOException)
            {
                // That is full, for blocks of this size.
            }
        }
    }

    /// <summary>Takes some room away.</summary>
    public void Take(int megabytes) => File.WriteAllBytes(Filler, new byte[megabytes * 1024 * 1024]);

    /// <summary>Gives back what was filled or taken.</summary>
    public void Free() => File.Delete(Filler);

    /// <summary>From now on nothing can be written, by anybody. Only a file system of the test's own can be made so.</summary>
    public void MakeReadOnly()
    {
        if (!_isMounted || !TryRun("mount", "-o", "remount,ro", _folder))
            Assert.Ignore("No file system can be mounted here, so none can be made read-only; InstanceLeaseTests uses one that is.");
    }

    public void Dispose()
    {
        if (_isMounted)
            TryRun("umount", "--lazy", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private static bool TryRun(params string[] command) => Succeeds(command) || (Environment.UserName != "root" && Succeeds(["sudo", "-n", .. command]));

    private static bool Succeeds(string[] command)
    {
        try
        {
            using var run = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            run.WaitForExit();
            return run.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
