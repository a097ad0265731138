using IncidentBot.Wording.Reading;

namespace IncidentBot.Wording.Rules;

/// <summary>Reports technical terms; customers only want to know what works. A post-mortem may use them.</summary>
internal static class JargonRule
{
    public static readonly WordingRule Rule = new("JARGON", FindingLevel.Warning, Find);

    private static readonly Phrases Common = new(
        "shard", "shards", "sharding", "sharded", "replica", "replicas", "replicaset", "pod", "pods", "cluster", "clusters", "k8s", "kubernetes",
        "failover", "failovers", "fail-over", "failed over", "failing over", "oom", "oomkill*", "oom-kill*", "out of memory", "p50", "p90", "p95",
        "p99", "p999", "upstream", "upstreams", "downstream", "rollback", "rollbacks", "hotfix",
        "mysql*", "postgres*", "mariadb", "redis", "kafka", "rabbitmq", "memcached", "etcd", "zookeeper", "cassandra", "elasticsearch", "nginx",
        "haproxy", "envoy", "istio", "terraform", "ansible", "helm", "vault cluster", "consul", "cron", "cronjob", "cronjobs", "mutex", "deadlock",
        "deadlocks", "semaphore", "heap", "thread pool", "connection pool", "threadpool", "garbage collect*", "gc pause*", "memory leak",
        "race condition", "split brain", "split-brain", "quorum", "leader election",
        "ingress", "egress", "load balancer", "load balancers", "load-balancer", "nodes", "worker node*", "control plane", "data plane", "canary",
        "feature flag", "feature flags", "read replica*", "primary database", "database primary", "replication lag", "iops", "cpu", "bgp",
        "kernel panic", "null pointer", "segfault", "5xx rate", "qps", "rps", "autoscal*", "auto-scal*", "backpressure", "back pressure",
        "circuit breaker*", "schema migration*", "failback", "microservice*", "sidecar*", "namespace", "namespaces", "backend", "backends",
        "back-end");

    private static IEnumerable<Observation> Find(Draft draft)
    {
        if (!draft.IsOpen && !(draft.IsMaintenance && draft.State != PostState.Postmortem))
            yield break;
        foreach (var found in Both(draft))
        {
            if (!draft.Vocabulary.IsKnown(draft.Words, found.From) && !IsNameInMiddle(draft, found))
                yield return draft.At(
                    found, "is a technical term that customers may not know.", "Say what it means for them, or leave it out until the post-mortem.");
        }
    }

    private static IEnumerable<Passage> Both(Draft draft)
    {
        for (var i = 0; i < draft.Words.Count; i++)
        {
            if ((draft.Vocabulary.Jargon.At(draft.Words, i) ?? Common.At(draft.Words, i)) is not { } found)
                continue;
            yield return found;
            i = found.To - 1;
        }
    }

    // "Managed Kubernetes" and "Load Balancers" with capitals inside a sentence are products.
    private static bool IsNameInMiddle(Draft draft, Passage found)
    {
        if (found.To < draft.Words.Count
            && char.IsUpper(draft.Text[draft.Words[found.From].Start])
            && char.IsUpper(draft.Text[draft.Words[found.To].Start])
            && draft.Words[found.To].Start == draft.Words[found.To - 1].End + 1
            && draft.Words[found.To].Value[0] != '<')
            return true;
        if (!char.IsUpper(draft.Text[draft.Words[found.From].Start])
            || found.From == 0
            || draft.Words[found.From - 1].Sentence != draft.Words[found.From].Sentence)
            return false;
        var before = draft.Words[found.From - 1];
        var isJoined = found.Count > 1 && char.IsUpper(draft.Text[draft.Words[found.To - 1].Start])
            || (char.IsUpper(draft.Text[before.Start]) && before.End + 1 == draft.Words[found.From].Start && before.Value is not ("i" or "we"));
        return isJoined && draft.Words[found.From].Value is not ("cpu" or "oom" or "bgp");
    }
}
