using IncidentBot.Configuration;
using IncidentBot.Operations;
using IncidentBot.Outbox;
using IncidentBot.Storage;
using IncidentBot.Tests.Outbox;
using NUnit.Framework;

namespace IncidentBot.Tests.Operations;

internal sealed class OperatorCommandsTests
{
    [TestCase("backup", "copy.db")]
    [TestCase("help")]
    [TestCase("--help")]
    [TestCase("check", "text.txt")]
    [TestCase("bakcup", "copy.db")]
    public void Words_are_for_the_operator(params string[] args) => Assert.That(OperatorCommands.IsAsked(args), Is.True);

    [TestCase]
    [TestCase("--Storage:Path=x.db")]
    [TestCase("/Storage:Path", "x.db")]
    [TestCase("Storage:Path=x.db")]
    [TestCase("")]
    public void Keys_are_for_the_bot(params string[] args) => Assert.That(OperatorCommands.IsAsked(args), Is.False);

    [TestCase(2, "bakcup", "copy.db")]
    [TestCase(2, "backup")]
    [TestCase(2, "backup", "a.db", "b.db")]
    [TestCase(2, "retry-dead", "all")]
    [TestCase(1, "backup", "copy.db", "--Storage:Path=/nowhere/at/all.db")]
    [TestCase(1, "retry-dead", "--Storage:Path=/nowhere/at/all.db")]
    [TestCase(2, "check")]
    [TestCase(2, "check", "--what")]
    [TestCase(2, "check", "a.txt", "b.txt")]
    [TestCase(2, "check", "a.txt", "--state", "done")]
    [TestCase(1, "check", "/nowhere/at/all.txt")]
    [TestCase(1, "check", "--jsonl", "--context", "/nowhere/at/all.json")]
    [TestCase(0, "help")]
    public async Task Ends_with_a_code_that_a_script_can_use(int code, params string[] args) =>
        Assert.That(await OperatorCommands.RunAsync(args, TimeProvider.System), Is.EqualTo(code));

    [TestCase(SqlDialect.Sqlite)]
    [TestCase(SqlDialect.Postgres)]
    public async Task Dead_rows_are_sent_again_while_the_bot_runs(SqlDialect dialect)
    {
        await using var outbox = new OutboxFixture(dialect);
        outbox.Answer = (_, _) => OutboxFixture.Outcome(new SendOutcome.Dead("channel_not_found"));
        var first = await outbox.Add("a");
        var second = await outbox.Add("b");
        await outbox.StartPump();
        await Eventually.IsTrueAsync(async () => (await outbox.Row(second)).State == OutboxState.Dead && (await outbox.Row(first)).State == OutboxState.Dead);
        outbox.Answer = (_, _) => OutboxFixture.Outcome(new SendOutcome.Sent());

        var listed = await DeadRowCommands.ListAsync(outbox.File.Options, outbox.File.Clock);
        var told = await DeadRowCommands.RetryAsync(outbox.File.Options, [first], outbox.File.Clock);

        await Eventually.IsTrueAsync(async () => (await outbox.Row(first)).State == OutboxState.Sent);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.Split('\n')[..2], Has.All.Contains("channel_not_found"));
            Assert.That(told, Does.StartWith("One row"));
            Assert.That((await outbox.Row(second)).State, Is.EqualTo(OutboxState.Dead));
            Assert.That(await DeadRowCommands.RetryAsync(outbox.File.Options, [first], outbox.File.Clock), Does.StartWith("None of"));
        }
    }
}
