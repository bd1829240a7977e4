package link.box.registration;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something over each address family that the server has; one that works is enough. Not thread-safe. */
final class EachFamily {
    /** Something to do. */
    @FunctionalInterface
    interface Way {
        /** @return whether the server knows something by it */
        boolean go(Family family, Line line) throws Refused;
    }

    /** The server over one family. */
    @FunctionalInterface
    interface Line {
        Answer send(String method, String path, String body) throws Refused;
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.registration");

    private final Server server;
    private final Map<Family, String> trouble = new EnumMap<>(Family.class);

    EachFamily(Server server) {
        this.server = server;
    }

    /**
     * Blocks for the network.
     *
     * @return the families over which the server knows something now
     * @throws Refused it worked over none
     */
    List<String> go(Way way) throws Refused {
        List<String> known = new ArrayList<>();
        Map<Family, Refused> failed = new EnumMap<>(Family.class);
        for (Map.Entry<Family, List<InetAddress>> each : server.addresses().entrySet()) {
            Family family = each.getKey();
            try {
                if (way.go(family, (method, path, body) -> server.send(each.getValue(), method, path, body))) {
                    known.add(family.toString());
                }
                tell(family, "");
            } catch (Refused e) {
                failed.put(family, e);
            }
        }
        if (known.isEmpty() && !failed.isEmpty()) {
            throw worst(failed.values());
        }
        failed.forEach((family, e) -> tell(family, e.getMessage()));
        return known;
    }

    /** With several reasons, the one that the server set a time for. */
    private static Refused worst(Collection<Refused> failed) {
        return failed.stream().filter(each -> each.asked().isPresent()).findFirst().orElseGet(() -> failed.iterator().next());
    }

    /** One family is enough; a change is worth a line. */
    private void tell(Family family, String why) {
        if (!why.equals(trouble.put(family, why)) && !why.isEmpty()) {
            LOG.info("not announced over {}: {}", family, why);
        }
    }
}
