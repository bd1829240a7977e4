package link.cloud.tunnel.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import link.box.common.kite.KiteRequest;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks the zone by DNS, as any PageKite frontend with {@code --authdomain} does: A of {@code bsalt.fsalt.signature.proto.domain.suffix}.
 * What cannot be found out does not fly. Over UDP, and over TCP where the zone wants that.
 */
public final class ZoneAuthorizer implements Authorizer {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int TRIES = 3;
    private static final String ANY = "_any_";
    private static final String SUFFIX = "kite.";
    private static final int NOTHING_LEFT = 0;
    private static final int UNKNOWN = 0xffffff00;

    private final SimpleResolver resolver;
    private final String zone;
    private final Executor executor;
    private volatile boolean silent;

    /**
     * @param server the zone's own, on a path that nobody else can write on
     * @param zone of the Boxes, such as {@code box.example}: the server answers below {@code kite.} of it, and is asked about no other
     * @param executor what follows from answers runs there
     */
    public ZoneAuthorizer(InetSocketAddress server, String zone, Executor executor) {
        this.resolver = new SimpleResolver(server);
        this.resolver.setTimeout(TIMEOUT);
        this.zone = zone;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Verdict> judge(KiteRequest request) {
        if (!request.domain().endsWith("." + zone)) {
            return CompletableFuture.completedStage(Verdict.UNKNOWN);
        }
        try {
            return ask(Record.newRecord(name(request), Type.A, DClass.IN), TRIES).whenComplete(this::note);
        } catch (TextParseException e) { // longer than a name may be
            return CompletableFuture.completedStage(Verdict.FORGED);
        }
    }

    /** @return whether there was no answer of the zone's own server when it was asked last. Does not block */
    public boolean isSilent() {
        return silent;
    }

    private void note(Verdict verdict, Throwable failure) {
        silent = verdict == null || verdict == Verdict.UNDECIDED;
    }

    private CompletionStage<Verdict> ask(Record question, int tries) {
        return resolver.sendAsync(Message.newQuery(question), executor)
                .handle((answer, failure) -> failure == null ? verdict(answer, question) : Verdict.UNDECIDED)
                .thenCompose(verdict -> verdict == Verdict.UNDECIDED && tries > 1 ? ask(question, tries - 1)
                        : CompletableFuture.completedStage(verdict));
    }

    private Name name(KiteRequest request) throws TextParseException {
        String domain = request.domain().startsWith("*.") ? ANY + request.domain().substring(1) : request.domain();
        return Name.fromString(String.join(".", request.bsalt(), request.fsalt(), request.signature(), request.proto(), domain,
                SUFFIX + zone), Name.root);
    }

    /** Only of the zone's own server: a resolver may make up addresses for names that are not there. */
    private static Verdict verdict(Message answer, Record question) {
        return !answer.getHeader().getFlag(Flags.AA) ? Verdict.UNDECIDED : answer.getSection(Section.ANSWER).stream()
                .filter(record -> answer.getRcode() == Rcode.NOERROR && record.getName().equals(question.getName()))
                .filter(ARecord.class::isInstance).map(record -> verdict(((ARecord) record).getAddress()))
                .findFirst().orElse(Verdict.UNDECIDED);
    }

    /** 255.255.255.x is a no; anything else is what is left, in kilobytes. */
    private static Verdict verdict(InetAddress address) {
        int number = ByteBuffer.wrap(address.getAddress()).getInt();
        if (number == NOTHING_LEFT) {
            return Verdict.QUOTA;
        }
        if (number == UNKNOWN) {
            return Verdict.UNKNOWN;
        }
        return number >>> 8 == UNKNOWN >>> 8 ? Verdict.FORGED : Verdict.GOOD;
    }
}
