package link.box.address.names;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;

/** A zone that remembers what it ever had, and whose calls fail in every way: not heard, not acknowledged, late, half, or for good. */
final class World implements Zone {
    private final Random random;
    private final Set<Ability> can;
    private final Map<String, Map<RecordSet.Type, List<String>>> records = new HashMap<>();
    private final Map<String, Map<String, Long>> lastSeen = new HashMap<>();
    private List<RecordSet> late = List.of();
    private double faults;
    private double crashes;
    private long now;

    World(Random random, Set<Ability> can) {
        this.random = random;
        this.can = Set.copyOf(can);
    }

    long now() {
        return now;
    }

    void pass(Duration time) {
        now += time.toNanos();
        if (random.nextInt(3) == 0) {
            apply(late);
            late = List.of();
        }
    }

    void faults(double probability) {
        faults = probability;
    }

    void crashes(double probability) {
        crashes = probability;
    }

    /** Restarts with an empty memory. */
    void forget() {
        records.clear();
    }

    /** @return what a resolver without a cache would see */
    String value(String name) {
        return text(records.getOrDefault(name, Map.of()));
    }

    /** @return when the name last had an address that is none of these, or Long.MIN_VALUE */
    long lastOther(String name, String value) {
        records.keySet().forEach(this::see);
        Set<String> known = Set.of(value.split(" "));
        return lastSeen.getOrDefault(name, Map.of()).entrySet().stream().filter(each -> !known.containsAll(Set.of(each.getKey().split(" "))))
                .mapToLong(Map.Entry::getValue).max().orElse(Long.MIN_VALUE);
    }

    @Override
    public Set<Ability> can() throws IOException {
        pass(Duration.ofMillis(random.nextInt(50)));
        if (random.nextDouble() < faults / 3) {
            throw new IOException("no answer");
        }
        return can;
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException {
        pass(Duration.ofMillis(random.nextInt(2_000)));
        if (random.nextDouble() < crashes) {
            if (random.nextBoolean()) {
                apply(sets);
            }
            throw new Crash();
        }
        if (random.nextDouble() >= faults) {
            apply(sets);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> apply(sets);
            case 1 -> late = can.contains(Ability.BATCH) ? sets : List.of(); // a v1 server cannot refuse it: see the last words
            case 2 -> apply(sets.subList(0, random.nextInt(sets.size() + 1)));
            default -> { }
        }
        throw new IOException("not acknowledged");
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException {
        put(List.of(new RecordSet(name, type, Duration.ofMinutes(1), List.of())));
    }

    /** A late request finds another version of the records by then (If-Match), and is refused. */
    private void apply(List<RecordSet> sets) {
        if (sets.isEmpty()) {
            return;
        }
        late = List.of();
        records.keySet().forEach(this::see);
        for (RecordSet set : sets) {
            if (!set.values().isEmpty()) {
                records.computeIfAbsent(set.name(), key -> new TreeMap<>()).put(set.type(), set.values());
            } else if (can.contains(Ability.DELETE) && records.containsKey(set.name())) {
                records.get(set.name()).remove(set.type());
            }
        }
        records.keySet().forEach(this::see);
    }

    private void see(String name) {
        String value = value(name);
        if (!value.isEmpty()) {
            lastSeen.computeIfAbsent(name, key -> new HashMap<>()).put(value, now);
        }
    }

    private static String text(Map<RecordSet.Type, List<String>> sets) {
        List<String> all = new ArrayList<>();
        sets.values().forEach(all::addAll);
        return String.join(" ", all);
    }
}
