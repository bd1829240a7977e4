package link.box.acme;

import java.util.List;
import java.util.stream.Stream;
import link.box.acme.ca.CaSettings;

/** The CAs in the order in which they are tried. */
final class CaList {
    private CaList() {
    }

    static List<CaSettings> of(AcmeConfig config, SecondCa second, ThirdCa third) {
        return Stream.of(
                new CaSettings("acme.directory", config.directory(), config.staging(), config.trust(), config.profile(), config.issuer(),
                        config.eab(), config.contact()),
                new CaSettings("acme.second.directory", second.directory(), second.staging(), second.trust(), second.profile(),
                        second.issuer(), second.eab(), config.contact()),
                new CaSettings("acme.third.directory", third.directory(), third.staging(), third.trust(), third.profile(),
                        third.issuer(), third.eab(), config.contact()))
                .filter(ca -> !ca.directory().isEmpty()).toList();
    }
}
