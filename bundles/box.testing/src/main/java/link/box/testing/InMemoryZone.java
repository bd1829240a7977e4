package link.box.testing;

import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import link.box.api.dns.Forbidden;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;

/** A zone that remembers, and fails when told to. */
public final class InMemoryZone implements Zone {
    private final Map<String, List<String>> records = new ConcurrentSkipListMap<>();
    private final Set<Ability> abilities;
    private IOException failure;
    private String refused;
    private String forbidden;
    private int puts;
    private Optional<String> kite = Optional.empty();
    private Optional<Inet4Address> control = Optional.empty();

    /** @param abilities what it can */
    public InMemoryZone(Set<Ability> abilities) {
        this.abilities = Set.copyOf(abilities);
    }

    /** From now on every call fails so; null ends that. */
    public void fail(IOException failure) {
        this.failure = failure;
    }

    /** From now on it has this control address. */
    public void control(Inet4Address control) {
        this.control = Optional.of(control);
    }

    /** From now on a put with this name in it fails; null ends that. */
    public void refuse(String name) {
        this.refused = name;
    }

    /** From now on a put with this value in it is not allowed; null ends that. */
    public void forbid(String value) {
        this.forbidden = value;
    }

    /** @return the values of {@code name TYPE} for each record set, by that key */
    public Map<String, List<String>> records() {
        return records;
    }

    /** @return how often put was called with success */
    public int puts() {
        return puts;
    }

    /** @return the secret that was registered last */
    public Optional<String> kite() {
        return kite;
    }

    @Override
    public Set<Ability> can() throws IOException {
        check();
        return abilities;
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException {
        check();
        if (sets.stream().anyMatch(set -> set.name().equals(refused) && !set.values().isEmpty())) {
            throw new IOException("403: not your name");
        }
        if (forbidden != null && sets.stream().anyMatch(set -> set.values().contains(forbidden))) {
            throw new Forbidden("403: not a value for you");
        }
        puts++;
        for (RecordSet set : sets) {
            if (!set.values().isEmpty()) {
                records.put(set.name() + " " + set.type(), set.values());
            } else if (abilities.contains(Ability.DELETE)) {
                records.remove(set.name() + " " + set.type());
            }
        }
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException {
        check();
        records.remove(name + " " + type);
    }

    @Override
    public Optional<Inet4Address> control() throws IOException {
        check();
        return control;
    }

    @Override
    public void registerKite(String secret) throws IOException {
        check();
        kite = Optional.of(secret);
    }

    private void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
