using System.Diagnostics;
using IncidentBot.Storage;
using NUnit.Framework;

namespace IncidentBot.Tests.Storage;

internal sealed class InstanceLeaseTests
{
    [Test]
    public async Task A_second_opener_is_told_which_file_and_what_to_do()
    {
        await using var file = new DatabaseFile();
        file.Open();

        Assert.That(() => file.Open(), Throws.InstanceOf<StorageUnavailableException>()
            .With.Message.Contains(file.Path).And.Message.Contains("already running").And.Message.Contains("Storage:Path"));
    }

    [Test]
    public async Task The_lease_is_free_again_after_closing_and_after_a_failed_start()
    {
        await using var file = new DatabaseFile();
        await file.Open([new Migration(1, "a", "create table a (id integer)")]).DisposeAsync();
        Assert.That(
            () => file.Open([new Migration(1, "a", "create table b (id integer)")]),
            Throws.InstanceOf<StorageUnavailableException>());

        Assert.That(() => file.Open([new Migration(1, "a", "create table a (id integer)")]), Throws.Nothing);
    }

    [Test]
    [Platform("Linux")]
    public async Task The_lease_of_another_process_holds_and_dies_with_it()
    {
        await using var file = new DatabaseFile();
        using var holder = Process.Start(new ProcessStartInfo("flock", ["--close", file.Path + ".lock", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await holder.StandardOutput.ReadLineAsync();

        var whileHeld = Assert.Throws<StorageUnavailableException>(() => file.Open());
        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync();

        Assert.That(whileHeld!.Message, Does.Contain("already running"));
        Assert.That(() => file.Open(), Throws.Nothing);
    }

    [Test]
    public async Task A_folder_that_cannot_be_is_explained()
    {
        await using var file = new DatabaseFile();
        var blocked = Path.Combine(file.Folder, "a-file");
        await File.WriteAllTextAsync(blocked, "");

        Assert.That(
            () => InstanceLease.Take(Path.Combine(blocked, "test.db")),
            Throws.InstanceOf<StorageUnavailableException>().With.Message.Contains("Storage:Path"));
    }

    [Test]
    public async Task A_read_only_folder_is_explained()
    {
        // A folder that nobody may write to, not even the superuser that tests may run as.
        const string folder = "/sys";
        await using var file = new DatabaseFile();

        var refusal = Assert.Throws<StorageUnavailableException>(() => file.Open(Path.Combine(folder, "incidentbot.db"), []));

        Assert.That(refusal!.Message, Does.Contain("write access").And.Contain(folder));
    }

    [Test]
    public async Task A_file_that_is_no_database_is_explained()
    {
        await using var file = new DatabaseFile();
        await File.WriteAllTextAsync(file.Path, new string('x', 4_096));

        Assert.That(() => file.Open(), Throws.InstanceOf<StorageUnavailableException>()
            .With.Message.Contains(file.Path).And.Message.Contains("not an SQLite database"));
    }
}
