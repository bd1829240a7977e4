package link.cloud.tunnel.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.common.kite.KiteRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks the zone's server, which knows the secret of each Box: the A record of {@code bsalt.fsalt.signature.proto.domain.kite.<zone>}, as
 * frontends of PageKite do ({@code --authdomain}). Without an answer no kite flies. Each question is asked twice at most.
 */
public final class ZoneAuthority implements Authorizer {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int AT_ONCE = 1000;
    private static final int REFUSED = 0xFFFFFF00;
    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final String zone;
    private final SimpleResolver server;
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * @param zone at or below which it is asked about kites
     * @param server of that zone
     */
    public ZoneAuthority(String zone, InetSocketAddress server) {
        this.zone = zone;
        this.server = new SimpleResolver(server);
        this.server.setTimeout(PATIENCE);
    }

    @Override
    public CompletionStage<Verdict> judge(KiteRequest request) {
        if (!request.domain().endsWith("." + zone)) {
            return CompletableFuture.completedStage(Verdict.UNKNOWN);
        }
        if (asked.incrementAndGet() > AT_ONCE) {
            asked.decrementAndGet();
            return CompletableFuture.completedStage(Verdict.UNDECIDED);
        }
        return ask(request).exceptionallyCompose(lost -> ask(request)).exceptionally(lost -> {
            LOG.debug("the zone's server does not say whether {} may fly: {}", request.kite(), lost.getMessage());
            return Verdict.UNDECIDED;
        }).whenComplete((verdict, never) -> asked.decrementAndGet());
    }

    private CompletionStage<Verdict> ask(KiteRequest request) {
        try {
            Name name = Name.fromString(String.join(".", request.bsalt(), request.fsalt(), request.signature(), request.proto(),
                    request.domain(), "kite", zone, ""));
            return server.sendAsync(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN))).thenApply(ZoneAuthority::verdict);
        } catch (TextParseException e) {
            return CompletableFuture.completedStage(Verdict.UNKNOWN); // longer than a name can be
        }
    }

    private static Verdict verdict(Message answer) {
        if (answer.getRcode() != Rcode.NOERROR) {
            throw new IllegalStateException(Rcode.string(answer.getRcode()));
        }
        return answer.getSection(Section.ANSWER).stream().filter(ARecord.class::isInstance).map(each -> ((ARecord) each).getAddress())
                .map(ZoneAuthority::verdict).findFirst().orElseThrow(() -> new IllegalStateException("no address"));
    }

    /** Any other address is a number of kilobytes that may still pass. */
    private static Verdict verdict(InetAddress address) {
        int bits = ByteBuffer.wrap(address.getAddress()).getInt();
        if (bits == REFUSED) {
            return Verdict.UNKNOWN;
        }
        return (bits & REFUSED) == REFUSED ? Verdict.FORGED : bits == 0 ? Verdict.QUOTA : Verdict.GOOD;
    }
}
