package link.box.api.dns;

import java.time.Duration;
import java.util.List;

/**
 * All records of one name and type (RFC 2181, section 5).
 *
 * @param name absolute name, without a trailing dot
 * @param type the type
 * @param ttl how long caches may keep it, in whole seconds; a server without {@link Zone.Ability#TTL} uses its own
 * @param values in presentation form, without quotes; none removes the set; copied
 */
public record RecordSet(String name, Type type, Duration ttl, List<String> values) {
    /** The types that a Box writes. */
    public enum Type { A, AAAA, TXT, CNAME }

    public RecordSet {
        values = List.copyOf(values);
    }
}
