package link.box.registration;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.api.access.Access;
import link.box.api.access.ConnectedApps;
import link.box.api.identity.BoxNames;
import link.box.api.net.ExternalAddress;
import link.box.api.net.PublishedAddress;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Endpoint;
import link.box.api.tls.TlsCertificate;

/** The facts that announcements are made of, as they come and go. Thread-safe. */
final class Situation {
    final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();
    volatile TlsCertificate certificate;
    volatile RebindProtection protection;
    volatile PublishedAddress address;
    volatile ExternalAddress external;
    volatile ConnectedApps apps;
    volatile Access access;
    private final BoxNames names;

    Situation(BoxNames names) {
        this.names = names;
    }

    Message message() {
        return new Message(names, List.copyOf(endpoints), blocked());
    }

    boolean blocked() {
        RebindProtection known = protection;
        return known != null && known.verdict() == RebindProtection.Verdict.BLOCKED;
    }

    Optional<ConnectedApps> apps() {
        return Optional.ofNullable(apps);
    }

    Optional<PublishedAddress> address() {
        return Optional.ofNullable(address);
    }

    Optional<ExternalAddress> external() {
        return Optional.ofNullable(external);
    }

    /** Whether it has one; empty while nobody knows. */
    Optional<Boolean> admin() {
        return Optional.ofNullable(access).map(Access::claimed);
    }
}
