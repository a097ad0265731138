using NodaTime;

namespace IncidentBot.Wording.Reading;

/// <summary>A statement about the next update.</summary>
/// <param name="Words">The words.</param>
/// <param name="When">The time; null when the text names none.</param>
/// <param name="Vague">The vague words in place of a time, such as "shortly"; null without any.</param>
internal sealed record UpdatePromise(Passage Words, Moment? When, Passage? Vague);

/// <summary>Finds statements about the next update. Promises that another company made to us do not count.</summary>
internal static class UpdatePromises
{
    // The maximum number of words between "update" and its time.
    private const int Reach = 14;

    // A sentence with more topics is not a real sentence; the limit bounds the work.
    private const int MaxTopics = 12;

    private const string Ours =
        "(provide|post|share|send|give|publish|issue|have|make|bring|offer|deliver|release|communicate|add|write|expect|be|supply|keep)";

    private static readonly Phrases Topics = new(
        "next ..2 (update|updates)",
        "(another|further|additional|subsequent|follow-up|followup|regular|periodic|hourly|continuous|continued|frequent|ongoing|timely|"
            + "more) ..2 (update|updates)",
        $"{Ours} ..5 (update|updates)",
        "(update|updates) (is|are|will be|has been|to be) ..2 (planned|due|expected|scheduled|posted|provided|shared|available|published|"
            + "sent|given|coming|made)",
        "(expect|expecting) ..3 (update|updates|news|word|information|details)",
        "(will|to|we) ..2 (share|say|tell you|know|post|report) ..1 (what|more|whatever|how)",
        "(we|and|then|again) update (you|here|again|everyone|every|hourly|by|as|when|once|shortly|soon|<time>)",
        "(another|further) (message|post|communication|notice|bulletin|announcement|check-in)",
        "(provide|share|post|give) ..3 (status|statement|summary)",
        "(have|bring|expect|share|post|give) ..2 news",
        "more (at|by|in|within) ..1 (<time>|<length>|next|about|around)",
        "updating (every|hourly|again|at|by|in)",
        "updates (at least|about|approximately|roughly)? (every|hourly)",
        "an update (by|within|every)",
        "please (come|look|check) (back|again|here)",
        "(stand by|standby|watch|wait) for ..3 (update|updates|news)",
        "(will|shall) ..1 (post|write|report|update|share|confirm) ..2 (here|immediately|upon|once|when|as soon)",
        "(will|shall|to|and) (post|write|report|respond|reply) (by|at|in|within|around|before|every|here|<time>)",
        "(will|to|shall|are) ..1 be updating",
        "(more|further|additional) (information|info|details|news) ..2 (will|to|is|are|be|follow|by|at|in|within)",
        "(provide|providing|posting|sharing|sending|giving|publishing|issuing|communicating) ..4 (update|updates)",
        "(update|updates) (will|shall) ..3 (follow|come|be|continue)", "(update|updates) to (shortly|soon)? (follow|come|be|continue)",
        "(update|updates) (hourly|due|expected|eta|following|follows|coming|soon|shortly|asap|<length>)",
        "(status|progress|our) (update|updates) ..3 (every|at|by|in|within|hourly|as|when|shortly|soon)",
        "eta ..3 (update|updates)",
        "(will|to|shall|would|can|should|going|continue) ..2 update (you|here|this|(the|our) ..1 (page|post|status|incident|thread|notice|"
            + "statuspage|community|customers)|everyone|everybody|all|customers|users|status|again|by|at|in|within|as|when|once|shortly|soon|with|"
            + "every|further|on|again|if|accordingly|regularly|periodically|until|<time>)",
        "(updating|update) (this|the|our) ..2 (page|post|status|incident|thread|notice|statuspage)", "(updating|update) (you|everyone|customers)",
        "keep ..6 (updated|posted|informed|apprised|abreast|loop|to date|up-to-date)",
        "(will|we|to|shall) ..2 (report back|check back|check in|circle back|follow up|follow-up|get back|come back|post again|write again|"
            + "post here|return) ..2 (to you|with|here|in|at|by|on|within|when|once|as|shortly|soon|again|every)",
        "(will|to|we|and) ..1 (post|write|report|say|share|communicate|announce|advise|inform|notify|let) ..1 "
            + "(again|more|further|you|here|additional|details|information|progress|news|everyone|customers|users|back)",
        "we ..2 be back ..2 (to you|with|here|in|at|by|on|within|when|once|as|shortly|soon)", "check back ..6",
        "hear (from us|more|back)",
        "next (communication|post|report|message|status|check-in|checkpoint|notice|news|word|bulletin|note|information|info|announcement)",
        "(more|further|additional|new|fresh|detailed) (information|info|details|detail|news|communication|communications|to share|to report|"
            + "to follow|to come|to say|insight) ..6",
        "(share|provide|post|give|sharing|providing|posting) ..3 (information|info|details|news|findings)",
        "more (to follow|to come|soon|shortly)",
        "stay tuned");

    private static readonly Phrases Vague = new(
        "shortly", "soon", "asap", "momentarily", "presently", "in due course", "in (the )?near future", "before long", "in time",
        "as soon as ..8", "as (they|it|more|information|updates|things|we|our|the|progress|details|new|further|this|additional|and) ..8",
        "(when|if|as) (relevant|new)", "in due time", "as (available|necessary|needed|required|appropriate|applicable|warranted|possible|events ..3)",
        "(when|once|if|whenever|until|after|should) (we|there|more|it|they|available|the|new|further|information|appropriate|necessary|"
            + "possible|needed|resolved|this|additional|things|anything|that|a|our|you|service|services|any|something|complete|completed|confirmed|"
            + "fixed|latency|everything|systems|performance|all|errors|traffic|recovery|operations) ..4",
        "immediately (upon|when|once|after) ..4", "upon ..3", "at (the )?(earliest|first opportunity)",
        "in (the )?(next|coming|following) (few )?(moments|while|hours|minutes|days)",
        "periodically", "regularly", "regular", "periodic", "frequently", "from time to time", "throughout the (day|incident|night|morning|afternoon|evening)",
        "<few>", "in a (while|moment|bit)", "later");

    private static readonly Phrases Elsewhere = new(
        "(update|inform|tell|advise|notify|told|informed|promised|give|gave|given|provide|provided) us",
        "(updates|update|information|details|news|word|eta) from (our|the|a|an|their|its|that|aws|azure|google|cloudflare|fastly|microsoft|"
            + "amazon|gcp|akamai|twilio|stripe) ..4",
        "(waiting|await*|wait) (for|on)? ..6 (update|updates|information|details|news)",
        "(provider|vendor|supplier|carrier|partner|operator|aws|azure|google|cloudflare|fastly|microsoft|amazon|registrar|host|isp|"
            + "manufacturer|they|their) ..4 (will|has|have|expects|expect|promises|promised|plans|is|are|said|says) ..5 (update|updates|"
            + "information|details)",
        "their next (update|communication|report)",
        "(software|firmware|security|windows|os|app|driver|package|kernel|configuration|config|database|library|automatic|dns|route) (update|updates)");

    private static readonly Phrases Told = new(
        "(previous|last|earlier|prior|our|in|since|per|this|the) ..1 update (at|from|on|posted|we|of)",
        "(as|was|were) ..2 (posted|mentioned|updated|reported|shared)",
        "since (the|our) (last|previous) update");

    private static readonly HashSet<string> Past =
    [
        "since", "from", "between", "started", "began", "starting", "beginning", "occurred", "observed", "detected", "noticed", "reported", "past",
        "last", "previous", "ago",
    ];

    private static readonly Phrases Rhythm = new(
        "hourly", "half-hourly", "every hour", "every half hour", "every half-hour", "(on|at) the hour", "top of the hour", "each hour", "daily",
        "every day", "every other hour", "twice an hour", "once an hour", "(update|updates|here|back|again|more) then", "then ..2 (update|updates)",
        "(update|updates|here|again) ..2 (before|by|until) then", "half-hour", "half-an-hour");

    private static readonly Phrases Days = new(
        "tomorrow", "tonight", "end of ..2 day", "eod", "cob", "close of business", "this (morning|afternoon|evening)", "later today", "midnight",
        "noon", "midday", "next (week|monday|tuesday|wednesday|thursday|friday)",
        "(by|on|before) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
        "(update|updates) ..2 (monday|tuesday|wednesday|thursday|friday|saturday|sunday)");

    public static IEnumerable<UpdatePromise> Find(Draft draft)
    {
        var words = draft.Words;
        foreach (var sentence in draft.Sentences)
        {
            if ((!Topics.AreIn(words, sentence) && !Opens(words, sentence))
                || (Elsewhere.AreIn(words, sentence) && !IsOurs(words, sentence))
                || (Told.AreIn(words, sentence) && !IsFuture(words, sentence)))
                continue;
            var topics = Topics.In(words, sentence).Take(MaxTopics).ToList();
            if (Opens(words, sentence))
                topics.Add(new Passage(sentence.From, sentence.From + 1));
            yield return Promise(draft, sentence, topics);
        }
    }

    // The first topic with a time; else the sentence's rhythm; else its vaguest words.
    private static UpdatePromise Promise(Draft draft, Passage sentence, List<Passage> topics)
    {
        foreach (var topic in topics)
        {
            if (WhenNear(draft.Words, sentence, topic) is { } when)
                return new UpdatePromise(topic, when, null);
        }

        if (WhenAtAll(draft, sentence, topics[^1]) is { } whenever)
            return new UpdatePromise(topics[0], whenever, null);
        return new UpdatePromise(topics[0], null, topics.Select(topic => VagueNear(draft.Words, sentence, topic)).FirstOrDefault(vague => vague is not null));
    }

    // "Update in 15 minutes" at the start of a sentence is a promise; after "we deployed an" the word means software.
    private static bool Opens(IReadOnlyList<Word> words, Passage sentence) =>
        words[sentence.From].Value is "update" or "updates" && sentence.Count > 1 && words[sentence.From + 1].Clause == words[sentence.From].Clause
        && (words[sentence.From + 1].Value is "every" or "at" or "by" or "in" or "within" or "around" or Mark.Time or Mark.Length
            || IsAnnounced(words, sentence));

    // "Updates to follow at 14:30 UTC", but not "updates to labels are late".
    private static bool IsAnnounced(IReadOnlyList<Word> words, Passage sentence) =>
        sentence.Count > 2 && words[sentence.From + 1].Value == "to" && words[sentence.From + 2].Value is "follow" or "come" or "be" or "continue";

    private static bool IsFuture(IReadOnlyList<Word> words, Passage sentence)
    {
        for (var i = sentence.From; i < sentence.To; i++)
        {
            if (words[i].Value is "will" or "next" or "another")
                return true;
        }

        return false;
    }

    // "We wait for news from the carrier and will post again by 15:00 UTC" is our own promise.
    private static bool IsOurs(IReadOnlyList<Word> words, Passage sentence)
    {
        for (var i = sentence.From; i + 1 < sentence.To; i++)
        {
            if (words[i].Value is "we" or "and" && words[i + 1].Value == "will")
                return true;
        }

        return false;
    }

    private static Moment? WhenNear(IReadOnlyList<Word> words, Passage sentence, Passage topic)
    {
        Moment? day = null;
        for (var i = topic.From; i < Math.Min(sentence.To, topic.To + Reach); i++)
        {
            if (MomentAt(words, i, sentence, isAfter: i >= topic.To) is not { } moment)
                continue;
            // A time after the date is more precise than the date.
            if (moment.After is not null || moment.Clock is not null)
                return moment;
            day ??= moment;
        }

        if (day is not null)
            return day;

        for (var i = topic.From - 1; i >= Math.Max(sentence.From, topic.From - Reach); i--)
        {
            if (MomentAt(words, i, sentence, isAfter: false) is { } moment && !BelongsToOther(words, i, topic, sentence))
                return moment;
        }

        return null;
    }

    private static Moment? WhenAtAll(Draft draft, Passage sentence, Passage lastTopic)
    {
        var words = draft.Words;
        if (Rhythm.First(words, sentence) is { } rhythm)
            return words[rhythm.To - 1].Value == "then" || words[rhythm.From].Value == "then"
                ? Then(draft, sentence)
                : new Moment(
                    rhythm.From,
                    words[rhythm.From].Value == "daily" || words[rhythm.To - 1].Value == "day" ? Duration.FromDays(1) : Duration.FromHours(1),
                    null,
                    true);
        if (Days.First(words, sentence) is { } named)
            return new Moment(
                named.From,
                words[named.From].Value is "tomorrow" or "next" ? Duration.FromHours(12) : null,
                null,
                words[named.From].Value == "tomorrow");
        return OnNextLine(draft, sentence, lastTopic);
    }

    // "We expect an end within 72 hours and will post updates": the hours belong to the end. In "We watch it for 30 minutes and then update you" they
    // belong to the update.
    private static bool BelongsToOther(IReadOnlyList<Word> words, int moment, Passage topic, Passage sentence)
    {
        var isSeparate = false;
        for (var i = moment + 1; i < topic.To; i++)
            isSeparate |= words[i].Value is "and" or "but";
        for (var i = sentence.From; isSeparate && i < sentence.To; i++)
            isSeparate = words[i].Value is not ("then" or "watch" or "watching" or "monitor" or "monitoring" or "check" or "checking");
        return isSeparate;
    }

    // "It should be done by 14:00 UTC. We will update here then."
    private static Moment? Then(Draft draft, Passage sentence)
    {
        if (draft.SentenceBeside(sentence.From, -1) is not { } before)
            return null;
        for (var i = before.To - 1; i >= before.From; i--)
        {
            if (MomentAt(draft.Words, i, before, isAfter: true) is { } moment)
                return moment;
        }

        return null;
    }

    // "Next update:" with the time on a line of its own.
    private static Moment? OnNextLine(Draft draft, Passage sentence, Passage topic)
    {
        if (sentence.To - topic.To > 2 || draft.SentenceBeside(sentence.From, 1) is not { Count: <= 5 } line)
            return null;
        for (var i = line.From; i < line.To; i++)
        {
            if (MomentAt(draft.Words, i, line, isAfter: true) is { } moment)
                return moment;
        }

        return null;
    }

    private static Moment? MomentAt(IReadOnlyList<Word> words, int at, Passage sentence, bool isAfter)
    {
        var word = words[at];
        if (word.Value is not (Mark.Time or Mark.Length or Mark.Date))
            return null;
        // In "from 14:00 to 14:20 UTC" both times are past.
        for (var i = at - 1; i >= sentence.From && at - i <= 3; i--)
        {
            if ((Past.Contains(words[i].Value)
                    && (at - i <= 2 || words[at - 2].Meaning is ClockTime || words[i].Value is not ("from" or "last" or "previous")))
                || (words[i].Value == "for" && i == at - 1 && !IsUntilThen(words, at, sentence)))
                return null;
            if (words[i].Value is "next" or "every" or "within")
                break;
        }

        if (at + 1 < sentence.To && words[at + 1].Value is "ago" or "earlier")
            return null;
        return word.Meaning switch
        {
            ClockTime clock => new Moment(at, null, clock, Moment.IsSureIn(clock.Zone)),
            Duration after => new Moment(at, after, null, true),
            CalendarDate when isAfter => new Moment(at, null, null, false),
            _ => null,
        };
    }

    // "planned for 15:00 UTC", "for ten minutes and then".
    private static bool IsUntilThen(IReadOnlyList<Word> words, int at, Passage sentence) =>
        (at - 2 >= sentence.From && words[at - 2].Value is "scheduled" or "planned" or "update" or "set")
        || (at + 1 < sentence.To && words[at + 1].Value == "then") || (at + 2 < sentence.To && words[at + 2].Value == "then");

    private static Passage? VagueNear(IReadOnlyList<Word> words, Passage sentence, Passage topic) =>
        Vague.First(words, new Passage(Math.Max(sentence.From, topic.From - Reach), Math.Min(sentence.To, topic.To + Reach)));
}
