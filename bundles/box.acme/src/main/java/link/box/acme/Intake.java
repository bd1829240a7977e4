package link.box.acme;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.acme.ca.Chains;
import link.box.acme.ca.Spoilt;
import link.box.acme.ca.Untimely;
import link.box.api.tls.CertificateStore;
import link.box.api.tls.RefusedCertificate;

/** Hands what a CA has made to the store: the first of its chains that checks out. A broken one never takes the place of a good one. */
final class Intake {
    private final CertificateStore store;
    private final Office office;

    Intake(CertificateStore store, Office office) {
        this.store = store;
        this.office = office;
    }

    /**
     * Blocks for disk.
     *
     * @return the certificate, in service
     * @throws Spoilt no chain is right
     * @throws Untimely it is right, and not its time
     * @throws IOException one is right and cannot be stored: it can be asked for again
     */
    X509Certificate take(Attempt attempt) throws IOException {
        List<String> faults = new ArrayList<>();
        boolean spoilt = true;
        for (List<X509Certificate> chain : attempt.chains()) {
            try {
                Optional<String> fault = fault(attempt, chain);
                if (fault.isEmpty()) {
                    return stored(attempt, chain);
                }
                faults.add(fault.get());
            } catch (RefusedCertificate e) {
                faults.add(e.getMessage());
            } catch (Untimely e) {
                throw e;
            } catch (IOException e) {
                spoilt = false;
                faults.add(e.getMessage());
            }
        }
        String what = words(attempt) + String.join("; ", faults);
        throw spoilt ? new Spoilt(what, null) : new IOException(what);
    }

    private Optional<String> fault(Attempt attempt, List<X509Certificate> chain) throws Untimely {
        Optional<String> fault = Chains.fault(chain, office.names(), attempt.pending().key().getPublic());
        Optional<String> untimely = fault.isPresent() ? Optional.empty() : Chains.untimely(chain.get(0), office.now());
        if (untimely.isPresent()) {
            throw new Untimely(words(attempt) + untimely.get() + "; is the Box's clock right?");
        }
        return fault;
    }

    private X509Certificate stored(Attempt attempt, List<X509Certificate> chain) throws IOException {
        store.put(attempt.key(), chain);
        if (store.find(office.names()).isEmpty()) {
            throw new IOException("it was stored, and is not there");
        }
        return chain.get(0);
    }

    private static String words(Attempt attempt) {
        return "the certificate from " + attempt.ca() + " is not taken into service: ";
    }
}
