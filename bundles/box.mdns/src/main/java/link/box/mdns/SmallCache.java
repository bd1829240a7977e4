package link.box.mdns;

import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSEntry;

/** What others say, up to a limit in names and in records of a name: a record has 9 KB at most. */
final class SmallCache extends DNSCache {
    static final int NAMES = 100;
    static final int RECORDS = 4;
    private static final long serialVersionUID = 1L;

    @Override
    public boolean addDNSEntry(DNSEntry entry) {
        boolean known = containsKey(entry.getKey());
        boolean room = known ? getDNSEntryList(entry.getKey()).size() < RECORDS : size() < NAMES;
        return room && super.addDNSEntry(entry);
    }
}
