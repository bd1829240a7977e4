/** The public zone of this Box. */
@Export
@Version("1.4.0")
package link.box.api.dns;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
