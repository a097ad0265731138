using System.Runtime.CompilerServices;
using IncidentBot.Core.Reminders;
using IncidentBot.Playground.Watching;
using IncidentBot.SlackEdge.Outbound;
using NUnit.Framework;

namespace IncidentBot.Tests.Playground;

/// <summary>Nothing the bot owes is shown to a reader by the name of a type.</summary>
public sealed class IntentWordsTests
{
    private static IEnumerable<Type> Intents => typeof(SlackIntent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(SlackIntent)));

    [TestCaseSource(nameof(Intents))]
    public void Every_intent_has_words(Type intent) =>
        Assert.That(IntentWords.What((SlackIntent)RuntimeHelpers.GetUninitializedObject(intent)), Is.Not.EqualTo(intent.Name).And.Match("^[A-Z].* "));

    [Test]
    public void Every_reminder_has_words([Values] ReminderKind kind) => Assert.That(IntentWords.Kind(kind), Is.Not.EqualTo(kind.ToString()).And.Match("^[a-z]"));
}
