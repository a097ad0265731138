namespace IncidentBot.Wording.Reading;

/// <summary>Recognizes the scope of a post: components, regions, shares, and common names of things that customers use.</summary>
internal static class Names
{
    private static readonly HashSet<string> Things =
    [
        "api", "apis", "dashboard", "dashboards", "login", "logins", "log-in", "sign-in", "signin", "sign-ins", "sign-up", "signup", "website",
        "websites", "site", "sites", "web", "app", "apps", "application", "applications", "mobile", "desktop", "ios", "android",
        "email", "emails", "e-mail", "e-mails", "mail", "webhook", "webhooks", "search", "searches", "build", "builds", "deploys", "deployments",
        "payment", "payments", "checkout", "checkouts", "notification", "notifications", "message", "messages", "messaging",
        "call", "calls", "calling", "upload", "uploads", "download", "downloads", "report", "reports", "reporting", "dns", "sms", "git", "database",
        "databases", "storage", "backup", "backups", "billing", "invoice", "invoices", "order", "orders", "cart",
        "chat", "chats", "video", "videos", "audio", "voice", "image", "images", "file", "files", "document", "documents", "page", "pages", "portal",
        "console", "account", "accounts", "authentication", "sso", "oauth", "mfa", "2fa", "saml", "sync", "export", "exports", "import", "imports",
        "integration", "integrations", "analytics", "metrics", "logs", "alerts", "alerting", "events", "workflow", "workflows", "pipeline",
        "pipelines", "jobs", "tasks", "runners", "repositories", "repository", "packages", "registry", "cdn", "network", "vpn", "ssl", "certificate",
        "certificates",
        "domain", "domains", "hosting", "vps", "servers", "ticket", "tickets", "calendar", "meetings", "meeting", "recordings", "recording", "stream",
        "streams", "streaming", "playback", "maps", "map", "cards", "card", "transfers", "transfer", "deposits", "withdrawals", "trading",
        "transactions", "transaction",
        "admin", "sandbox", "websocket", "websockets", "graphql", "sdk", "cli", "forms", "form", "surveys", "survey", "scheduling", "booking",
        "bookings", "inventory", "shipping", "pull requests", "queries", "query", "inference", "models", "completions", "requests", "phone",
        "telephony", "fax", "inbox", "desk", "editor", "wiki", "extension", "plugin", "plugins", "marketplace", "store", "gateway", "feed", "feeds",
        "rss", "comments", "profile", "profiles", "settings",
        "connections", "connectivity", "logging", "printing", "invitations", "registrations", "registration", "subscriptions", "subscription",
        "provisioning", "migration", "ci", "actions", "functions", "charts", "data",
    ];

    private static readonly HashSet<string> Places =
    [
        "eu", "us", "uk", "emea", "apac", "amer", "latam", "europe", "european", "america", "american", "asia", "asian", "africa", "african",
        "australia", "australian", "canada", "canadian", "india", "germany", "france", "frankfurt", "ireland", "dublin", "london", "paris",
        "singapore", "tokyo", "sydney", "mumbai", "oregon", "ohio", "virginia",
        "region", "regions", "zone", "datacenter", "datacenters", "datacentre", "country", "countries", "worldwide", "global", "globally", "usa",
        "japan", "brazil", "amsterdam", "york", "california",
    ];

    private static readonly HashSet<string> NoNames =
    [
        "i", "utc", "eta", "update", "updates", "next", "status", "sorry", "please", "we", "our", "root", "impact", "start", "end", "thank", "thanks",
        "current", "issue", "incident", "p1", "sev1", "resolved", "monitoring", "investigating", "identified",
    ];

    private static readonly Phrases Share = new(
        "<share>",
        "(all|every|each|no|most|half|both) ..2 (users|customers|services|requests|regions|components|accounts|organizations|organisations|"
            + "tenants|traffic|workspaces|visitors|clients|merchants|projects|sites|everyone)",
        "everyone", "one in #", "# (in|of|out of) (#|every|the)", "(fewer|less|more) than (#|<share>)",
        "(about|around|approximately|roughly|up to|under|over) (#|<share>|half|a (third|quarter|half|tenth))",
        "(a|one) (third|quarter|tenth|half) of",
        "(users|customers|accounts|organizations|organisations|anyone|those|requests|people|merchants|tenants|workspaces) "
            + "(who|whose|with|on|in|from|that|using|hosted|located|connecting)",
        "# (users|customers|requests|accounts|organizations|sites|instances)");

    /// <summary>Whether the text names a part, a place or a share.</summary>
    public static bool AreSaid(Draft draft) => NamesPart(draft) || NamesPlace(draft) || Share.AreIn(draft.Words);

    public static bool NamesPart(Draft draft)
    {
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if (IsPart(draft, i))
                return true;
        }

        return false;
    }

    private static bool NamesPlace(Draft draft)
    {
        foreach (var word in draft.Words)
        {
            if (Places.Contains(word.Value) && !(word.Value == "us" && char.IsLower(draft.Text[word.Start + 1])))
                return true;
        }

        return false;
    }

    private static bool IsPart(Draft draft, int at)
    {
        var word = draft.Words[at];
        return Things.Contains(word.Value) || word.Value == Mark.Code || draft.Vocabulary.Components.At(draft.Words, at) is not null || IsProperName(draft, at);
    }

    // A capital letter in the middle of a sentence marks a name.
    private static bool IsProperName(Draft draft, int at)
    {
        var word = draft.Words[at];
        if (!char.IsUpper(draft.Text[word.Start])
            || word.Value[0] == '<'
            || NoNames.Contains(word.Value)
            || Numbers.Month(word.Value) > 0
            || Numbers.Weekday(word.Value) > 0)
            return false;
        var isFirst = at == 0
            || draft.Words[at - 1].Sentence != word.Sentence
            || draft.Words[at - 1].Clause != word.Clause
            || draft.Words[at - 1].End + 1 < word.Start;
        // "some Acme services" is as vague as "some services".
        if (draft.Vocabulary.Product.At(draft.Words, at) is not null
            || (at + 1 < draft.Words.Count && draft.Words[at + 1].Value is "service" or "services" or "platform" or "users" or "customers"
                or "systems" or "products" or "status" or "team"))
            return false;
        return !isFirst && ZoneNames.At(draft.Words, at, draft.Text) is null;
    }
}
