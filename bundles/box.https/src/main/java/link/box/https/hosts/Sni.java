package link.box.https.hosts;

import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;

/** The name a TLS client asked for (RFC 6066, section 3). */
public final class Sni {
    private Sni() {
    }

    /** @return the names, lower case; none if the client sent none, as it does for an address */
    public static List<String> names(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return List.of();
        }
        return extended.getRequestedServerNames().stream().filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT)).toList();
    }
}
