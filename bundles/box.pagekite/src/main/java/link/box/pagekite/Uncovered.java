package link.box.pagekite;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import javax.net.ssl.SSLException;
import link.box.common.client.Reason;

/** Why there is no TLS around the tunnel, in one sentence that is the same in each try, and what to do about it. */
final class Uncovered {
    private static final String OPERATOR = "ask the frontend's operator";

    private final HostPort frontend;

    /** @param frontend as it is set */
    Uncovered(HostPort frontend) {
        this.frontend = frontend;
    }

    /** @return what an answer means that is no yes to TLS at the frontend's own name; such an answer is cut short before */
    Hindrance refused(String answer) {
        return lasting("offers no TLS at its own name: " + answer, "set tunnel.frontend to the name that its certificate is for, or "
                + OPERATOR + " for TLS; tunnel.frontend.tls = false only where nobody between is to be feared");
    }

    /** @return what it means that the connection ended before TLS was there: it may just be restarting, so time may mend it */
    Hindrance ended() {
        return Hindrance.away(says("ends the connection before there is TLS: it is restarting, or no frontend of tunnels"));
    }

    /**
     * @param saysNo whether the frontend has sent an alert
     * @return what a handshake that failed means
     */
    Hindrance failed(Throwable failure, boolean saysNo) {
        if (has(failure, CertificateExpiredException.class)) {
            return lasting("shows a certificate that has ended", OPERATOR + " for a new one; check this Box's clock");
        } else if (has(failure, CertificateNotYetValidException.class)) {
            return lasting("shows a certificate that is not valid yet", "check this Box's clock, then " + OPERATOR);
        } else if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return lasting("shows a certificate of a CA that this Box does not believe",
                    "set tunnel.frontend.trust to that CA's file or to a pin, or " + OPERATOR + " for a certificate of a public CA");
        } else if (has(failure, CertificateException.class)) {
            return lasting("shows a certificate that is not its own: " + Reason.of(failure),
                    "set tunnel.frontend to the name that its certificate is for, check tunnel.frontend.trust, or " + OPERATOR);
        }
        return saysNo || failure.getCause() instanceof SSLException ? lasting("does not speak TLS with us: " + Reason.of(failure),
                OPERATOR + " whether it has a certificate") : ended();
    }

    private Hindrance lasting(String what, String remedy) {
        return new Hindrance(says(what), remedy, true);
    }

    private String says(String what) {
        return "the tunnel's frontend " + frontend + " " + what;
    }

    private static boolean has(Throwable failure, Class<? extends Exception> kind) {
        return failure != null && (kind.isInstance(failure) || has(failure.getCause(), kind));
    }
}
