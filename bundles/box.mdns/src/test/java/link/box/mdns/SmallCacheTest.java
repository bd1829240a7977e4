package link.box.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.jmdns.impl.DNSEntry;
import javax.jmdns.impl.DNSQuestion;
import javax.jmdns.impl.constants.DNSRecordClass;
import javax.jmdns.impl.constants.DNSRecordType;
import org.junit.jupiter.api.Test;

class SmallCacheTest {
    private final SmallCache cache = new SmallCache();

    @Test
    void of_many_names_a_few_are_remembered() {
        for (int i = 0; i < 10_000; i++) {
            cache.addDNSEntry(entry("host" + i + ".local.", DNSRecordType.TYPE_A));
        }
        assertEquals(SmallCache.NAMES, cache.allValues().size());
    }

    @Test
    void of_many_records_of_a_name_a_few_are_remembered() {
        for (DNSRecordType type : DNSRecordType.values()) {
            cache.addDNSEntry(entry("host.local.", type));
        }
        assertTrue(DNSRecordType.values().length > SmallCache.RECORDS);
        assertEquals(SmallCache.RECORDS, cache.allValues().size());
    }

    private static DNSEntry entry(String name, DNSRecordType type) {
        return DNSQuestion.newQuestion(name, type, DNSRecordClass.CLASS_IN, false);
    }
}
