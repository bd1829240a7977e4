package link.box.acme.decade;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;

/** The zone's API, at the other end of the line. */
record LineZone(Line line) implements Zone {
    @Override
    public Set<Ability> can() throws IOException {
        call("can");
        return Set.of(Ability.MULTI, Ability.DELETE);
    }

    @Override
    public void put(List<RecordSet> sets) throws IOException {
        for (RecordSet set : sets) {
            call("put " + set.name() + " " + set.type() + " " + String.join(" ", set.values()));
        }
    }

    @Override
    public void remove(String name, RecordSet.Type type) throws IOException {
        call("remove " + name + " " + type);
    }

    private void call(String words) throws IOException {
        if (!line.ask("zone " + words).equals("ok")) {
            throw new IOException("the zone server is down");
        }
    }
}
