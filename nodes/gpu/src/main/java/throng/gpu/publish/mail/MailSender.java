package throng.gpu.publish.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.delivery.Answer;
import throng.gpu.publish.delivery.Delivery;
import throng.gpu.publish.delivery.Sender;
import throng.gpu.publish.mail.MailSettings.Encryption;
import throng.streams.log.Printable;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;

/** Sends messages to some people by mail: the first line is the subject. */
public final class MailSender implements Sender {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx '('VV')'", Locale.ROOT);
  private static final int MOST_PARTLY_SENT = 1000;

  /** A mail may take so many times as long as one step, and then one step more. */
  private static final int STEPS = 3;

  private final HostAndPort server;
  private final MailSettings settings;
  private final String name;
  private final List<String> to;
  private final Executor thread;
  private final InstantSource utc;

  // The sending thread's: who was told, of messages that not all could be told yet.
  private final Map<String, List<String>> partlySent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > MOST_PARTLY_SENT;
        }
      };

  /**
   * Nothing is sent yet.
   *
   * @param thread which may wait for the server
   */
  public MailSender(
      HostAndPort server, MailSettings settings, String name, Executor thread, InstantSource utc) {
    this.server = server;
    this.settings = settings;
    this.name = name;
    this.to = settings.targets().getOrDefault(name, List.of());
    this.thread = thread;
    this.utc = utc;
  }

  @Override
  public Channel channel() {
    return Channel.MAIL;
  }

  @Override
  public String name() {
    return name;
  }

  // A server of mail never says that nothing is wanted any more.
  @Override
  public String place() {
    return name;
  }

  @Override
  public String body(AlertEvent event) {
    String what = event.kind() == AlertEvent.Kind.FIRING ? "begins" : "ends";
    return """
    Throng: alert %s %s at %s
    %s

    When: %s
    Severity: %s
    """
        .formatted(
            event.alert(),
            what,
            event.where(),
            event.sentence(),
            WHEN.withZone(settings.timeZone()).format(Instant.ofEpochMilli(event.millis())),
            event.severity().name().toLowerCase(Locale.ROOT));
  }

  @Override
  public CompletionStage<Answer> send(Delivery delivery) {
    return CompletableFuture.supplyAsync(() -> attempt(delivery), thread);
  }

  private Answer attempt(Delivery delivery) {
    List<String> told = partlySent.getOrDefault(delivery.message(), List.of());
    List<String> left = to.stream().filter(it -> !told.contains(address(it))).toList();
    try {
      hand(message(delivery, left));
      partlySent.remove(delivery.message());
      return Answer.delivered();
    } catch (SendFailedException e) {
      return partly(delivery, told, e);
    } catch (MessagingException | RuntimeException e) {
      return failed(e);
    }
  }

  // Once the server has taken the mail, what becomes of the farewell is no reason to send it again.
  private void hand(MimeMessage message) throws MessagingException {
    message.saveChanges();
    Transport transport = message.getSession().getTransport("smtp");
    try {
      if (settings.user().isEmpty()) {
        transport.connect();
      } else {
        transport.connect(settings.user(), settings.password().orElse(""));
      }
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      closeQuietly(transport);
    }
  }

  private static void closeQuietly(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException gone) {
      return;
    }
  }

  /** Who was told is not told again, and whom the server never takes holds up nobody. */
  private Answer partly(Delivery delivery, List<String> toldBefore, SendFailedException e) {
    List<String> refused = addresses(e.getInvalidAddresses());
    List<String> told = new ArrayList<>(toldBefore);
    told.addAll(addresses(e.getValidSentAddresses()));
    if (told.isEmpty()) {
      return failed(e);
    }
    told.addAll(refused);
    String reason =
        "mail server %s refuses %s: %s"
            .formatted(server, String.join(", ", refused), Reason.of(Reason.root(e)));
    if (to.stream().allMatch(it -> told.contains(address(it)))) {
      partlySent.remove(delivery.message());
      return Answer.delivered(refused.isEmpty() ? "" : reason);
    }
    partlySent.put(delivery.message(), told);
    return failed(e);
  }

  private Answer failed(Exception e) {
    return Answer.failed("mail server " + server + ": " + Reason.of(Reason.root(e)));
  }

  /** Of a receiver as people write one, perhaps with a name. */
  private static String address(String receiver) {
    try {
      return new InternetAddress(receiver).getAddress();
    } catch (AddressException e) {
      return receiver;
    }
  }

  private static List<String> addresses(Address @Nullable [] all) {
    return all == null
        ? List.of()
        : Arrays.stream(all).map(it -> ((InternetAddress) it).getAddress()).toList();
  }

  private MimeMessage message(Delivery delivery, List<String> to) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(properties()));
    message.setFrom(new InternetAddress(settings.from()));
    for (String receiver : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(receiver));
    }
    String[] parts = delivery.body().split("\n", 2);
    String charset = StandardCharsets.UTF_8.name();
    message.setSubject(Printable.line(parts[0]), charset);
    message.setText(parts.length > 1 ? parts[1] : "", charset);
    message.setSentDate(Date.from(utc.instant()));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private Properties properties() {
    String millis = Long.toString(settings.timeOut().toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    // A server that says a little in each step's time would hold up all that is still to be sent.
    properties.put(
        "mail.smtp.socketFactory", new TimedSockets(settings.timeOut().multipliedBy(STEPS)));
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    // One address that is refused keeps nobody else from being told.
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean isStart = settings.encryption() == Encryption.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(isStart));
    properties.put("mail.smtp.starttls.required", Boolean.toString(isStart));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.encryption() == Encryption.TLS));
    return properties;
  }
}
