using NUnit.Framework;

namespace IncidentBot.Tests;

internal sealed class ForwardTimeTests
{
    [Test]
    public void It_follows_a_jump_ahead_and_goes_on_where_it_was_when_the_clock_is_set_back()
    {
        var clock = MovableTime.Frozen();
        var start = clock.GetUtcNow();
        var forward = new ForwardTime(clock);

        clock.Move(TimeSpan.FromHours(2));
        var ahead = forward.GetUtcNow() - start;
        clock.SetWallClock(TimeSpan.FromHours(-1));
        var back = forward.GetUtcNow() - start;
        clock.Move(TimeSpan.FromMinutes(1));
        var later = forward.GetUtcNow() - start;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ahead, Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That(back, Is.EqualTo(TimeSpan.FromHours(2)).Within(TimeSpan.FromSeconds(10)).And.GreaterThanOrEqualTo(ahead));
            Assert.That(later - back, Is.EqualTo(TimeSpan.FromMinutes(1)).Within(TimeSpan.FromSeconds(10)));
        }
    }
}
