package link.box.acme;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.testing.InMemoryZone;

/** A zone that remembers, and to which something happens in what it does. */
final class TroubledZone implements Zone {
    /** What is asked of it. */
    enum Call { CAN, PUT, REMOVE }

    private final InMemoryZone zone;
    private Consumer<Call> before = call -> { };
    private Consumer<Call> after = call -> { };

    TroubledZone(Set<Ability> abilities) {
        zone = new InMemoryZone(abilities);
    }

    /** Happens before each call is served; what it throws is what the caller gets. */
    void before(Consumer<Call> what) {
        before = what;
    }

    /** Happens when a call has been served. */
    void after(Consumer<Call> what) {
        after = what;
    }

    /** All is well again. */
    void heal() {
        before = call -> { };
        after = call -> { };
    }

    Map<String, List<String>> records() {
        return zone.records();
    }

    int puts() {
        return zone.puts();
    }

    @Override
    public Set<Ability> can() throws IOException {
        before.accept(Call.CAN);
        Set<Ability> abilities = zone.can();
        after.accept(Call.CAN);
        return abilities;
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException {
        before.accept(Call.PUT);
        zone.put(sets);
        after.accept(Call.PUT);
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException {
        before.accept(Call.REMOVE);
        zone.remove(name, type);
        after.accept(Call.REMOVE);
    }
}
