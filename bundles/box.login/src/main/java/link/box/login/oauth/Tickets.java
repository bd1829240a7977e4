package link.box.login.oauth;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import link.box.login.account.Secret;

/** Tickets for what a browser can send no header with, as streams and WebSockets: each is good once, for 30 s, for one path. */
public final class Tickets {
    public static final Duration LIFE = Duration.ofSeconds(30);
    private static final int MAX = 256;
    private static final Pattern PATH = Pattern.compile("/d/([a-z0-9-]{1,32})(?:/[A-Za-z0-9._~!$&'()*+,=:@-]++)*+/?");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(?:/|$)");
    private static final int LENGTH = 512;

    private final Fleeting<Ticket> tickets;

    private record Ticket(String token, String path) {
    }

    public Tickets(LongSupplier nanos) {
        this.tickets = new Fleeting<>(nanos, LIFE, MAX);
    }

    /** @return whether the caller may read there */
    public static boolean may(Caller caller, String path) {
        Matcher form = PATH.matcher(path);
        return path.length() <= LENGTH && form.matches() && !DOTS.matcher(path).find() && caller.mayUse(form.group(1), false);
    }

    /**
     * @param token in whose place it stands: it ends with that
     * @return empty if too many are about
     */
    public Optional<String> make(String token, String path) {
        if (tickets.full()) {
            return Optional.empty();
        }
        String ticket = Secret.fresh(32);
        tickets.put(Token.hash(ticket), new Ticket(token, path));
        return Optional.of(ticket);
    }

    /** @return the token that it stands for, if it is for this request; it is used up in any case */
    public Optional<String> take(Credential credential) {
        return tickets.take(Token.hash(credential.token()))
                .filter(ticket -> ticket.path.equals(credential.path()) && credential.method().equals("GET")).map(Ticket::token);
    }
}
