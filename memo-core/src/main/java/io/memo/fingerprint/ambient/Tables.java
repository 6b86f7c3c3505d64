package io.memo.fingerprint.ambient;

/** What is known of library methods, a table for each kind, in the form of {@link Names}. */
final class Tables {

    /** The time of day, however coarse. */
    static final String CLOCK = """
            java.lang.System                         currentTimeMillis nanoTime
            java.time.Instant                        now
            java.time.LocalDate                      now
            java.time.LocalDateTime                  now
            java.time.LocalTime                      now
            java.time.ZonedDateTime                  now
            java.time.OffsetDateTime                 now
            java.time.OffsetTime                     now
            java.time.Year                           now
            java.time.YearMonth                      now
            java.time.MonthDay                       now
            java.time.chrono.*                       now dateNow
            java.time.Clock                          systemUTC systemDefaultZone system instant millis tickMillis tickSeconds tickMinutes
            java.time.InstantSource                  system instant millis
            java.util.Date                           new()
            java.util.Calendar                       getInstance
            java.util.Calendar$Builder               new()
            java.util.GregorianCalendar              new() new(TimeZone) new(Locale) new(TimeZone,Locale)
            java.util.concurrent.Delayed             getDelay
            java.lang.management.RuntimeMXBean       getUptime getStartTime
            java.lang.management.ThreadMXBean        get*Time
            java.lang.ProcessHandle$Info             totalCpuDuration
            org.springframework.util.StopWatch       getTotalTime* getLastTask* lastTaskInfo getTaskInfo prettyPrint shortSummary
            org.springframework.scheduling.TriggerContext  last* getClock
            org.apache.commons.lang3.time.StopWatch  get* create* createStarted
            com.google.common.base.Stopwatch         elapsed createStarted toString
            com.google.common.base.Ticker            read systemTicker
            org.joda.time.*                          now
            org.joda.time.DateTimeUtils              currentTimeMillis
            org.joda.time.DateTime                   now new()
            org.joda.time.LocalDate                  now new()
            org.joda.time.LocalDateTime              now new()
            kotlin.time.Clock$System                 now
            kotlin.time.Clock                        now
            kotlinx.datetime.Clock$System            now
            kotlinx.datetime.Clock                   now
            kotlin.time.TimeSource$Monotonic         markNow*
            kotlin.time.TimeSource                   markNow
            kotlin.system.TimingKt                   measure*
            """;

    /** What is drawn, and what no other object has. */
    static final String RANDOM = """
            java.lang.Math                           random
            java.lang.StrictMath                     random
            java.lang.System                         identityHashCode
            java.util.UUID                           randomUUID
            java.util.Collections                    shuffle(List)
            java.util.concurrent.ThreadLocalRandom   current
            java.util.random.RandomGenerator         getDefault
            java.util.random.RandomGeneratorFactory  create()
            java.security.SecureRandom               new getInstance getInstanceStrong generateSeed getSeed
            java.security.KeyPairGenerator           generateKeyPair genKeyPair
            javax.crypto.KeyGenerator                generateKey
            kotlin.random.Random$Default             next*
            kotlin.collections.CollectionsKt         shuffled(Iterable)
            kotlin.uuid.Uuid$Companion               random
            org.apache.commons.lang3.RandomStringUtils  random* next* insecure secure secureStrong
            org.apache.commons.lang3.RandomUtils     next* insecure secure secureStrong
            org.springframework.util.AlternativeJdkIdGenerator  generateId
            org.springframework.util.JdkIdGenerator  generateId
            org.springframework.util.IdGenerator     generateId
            org.springframework.security.crypto.keygen.*  generateKey
            org.springframework.security.crypto.password.PasswordEncoder  encode
            org.springframework.security.crypto.bcrypt.BCrypt  gensalt
            """;

    /** Draws from an object that a seed may have been given. */
    static final String DRAWS = """
            java.util.Random                         next* ints longs doubles
            java.util.SplittableRandom               next* ints longs doubles
            java.security.SecureRandom               next* ints longs doubles
            java.util.random.RandomGenerator         next* ints longs doubles
            kotlin.random.Random                     next*
            """;

    /** What the machine and the process are like. */
    static final String ENVIRONMENT = """
            java.lang.System                         getenv getProperty getProperties console
            java.lang.Boolean                        getBoolean
            java.lang.Integer                        getInteger
            java.lang.Long                           getLong
            java.lang.Runtime                        availableProcessors totalMemory freeMemory maxMemory
            java.lang.ProcessHandle                  current pid info allProcesses parent
            java.lang.management.ManagementFactory   get*
            java.lang.management.RuntimeMXBean       get* !getUptime !getStartTime
            java.lang.management.OperatingSystemMXBean  get*
            java.lang.management.MemoryMXBean        get*
            java.net.InetAddress                     getLocalHost
            java.net.NetworkInterface                get* networkInterfaces
            java.io.File                             getAbsolute* get*Space listRoots
            java.nio.file.Path                       toAbsolutePath
            java.nio.file.FileStore                  get*
            org.springframework.core.env.*           get* resolve* contains* acceptsProfiles matchesProfiles
            """;

    /** What belongs to one user, one request or one session. */
    static final String USER = """
            org.springframework.security.core.context.SecurityContextHolder  getContext getDeferredContext
            org.springframework.security.core.context.SecurityContextHolderStrategy  getContext getDeferredContext
            org.springframework.security.core.context.ReactiveSecurityContextHolder  getContext
            org.springframework.security.core.context.DeferredSecurityContext  get
            org.springframework.web.context.request.RequestContextHolder  getRequestAttributes currentRequestAttributes
            org.springframework.web.context.request.RequestAttributes  get* resolveReference
            org.springframework.web.context.request.ServletRequestAttributes  get*
            org.springframework.web.context.request.WebRequest  get* is*
            org.springframework.web.servlet.support.ServletUriComponentsBuilder  from*
            org.springframework.web.servlet.mvc.method.annotation.MvcUriComponentsBuilder  from*
            org.springframework.web.servlet.support.RequestContextUtils  *
            org.springframework.web.util.WebUtils    get*
            org.springframework.web.server.ServerWebExchange  getPrincipal getSession getLocaleContext getAttribute* getFormData
            org.springframework.web.server.WebSession  get*
            org.springframework.context.i18n.LocaleContextHolder  getLocale getLocaleContext getTimeZone
            org.springframework.context.support.MessageSourceAccessor  getMessage(String) getMessage(String,String) getMessage(String,Object[]) getMessage(String,Object[],String) getMessage(MessageSourceResolvable)
            org.springframework.data.domain.AuditorAware  getCurrentAuditor
            org.springframework.data.domain.ReactiveAuditorAware  getCurrentAuditor
            org.springframework.messaging.simp.SimpAttributesContextHolder  *Attributes
            org.springframework.graphql.server.WebGraphQlRequest  get*
            org.hibernate.context.spi.CurrentTenantIdentifierResolver  resolveCurrentTenantIdentifier
            org.hibernate.SharedSessionContract      getTenantIdentifier*
            reactor.core.publisher.Mono              deferContextual transformDeferredContextual
            reactor.core.publisher.Flux              deferContextual transformDeferredContextual
            jakarta.servlet.ServletRequest           get* is*
            jakarta.servlet.http.HttpServletRequest  get* is* authenticate
            jakarta.servlet.http.HttpSession         get*
            jakarta.ws.rs.core.SecurityContext       get* isUserInRole
            jakarta.ws.rs.core.HttpHeaders           get*
            jakarta.security.enterprise.SecurityContext  get* isCallerInRole
            jakarta.ejb.EJBContext                   getCallerPrincipal isCallerInRole
            jakarta.faces.context.FacesContext       getCurrentInstance
            com.vaadin.flow.server.VaadinSession     getCurrent
            com.vaadin.flow.server.VaadinRequest     getCurrent
            com.vaadin.flow.component.UI             getCurrent
            javax.security.auth.Subject              current getSubject
            org.apache.shiro.SecurityUtils           getSubject
            """;

    /** What belongs to the thread that happens to run. */
    static final String THREAD = """
            java.lang.ThreadLocal                    get
            java.lang.InheritableThreadLocal         get
            java.lang.ScopedValue                    get isBound orElse orElseThrow
            java.lang.Thread                         getName getId threadId getThreadGroup getStackTrace getContextClassLoader getPriority isDaemon isVirtual
            java.lang.StackWalker                    walk getCallerClass forEach
            org.springframework.core.NamedThreadLocal  get
            org.springframework.core.NamedInheritableThreadLocal  get
            org.springframework.transaction.support.TransactionSynchronizationManager  get* is* hasResource
            org.springframework.aop.framework.AopContext  currentProxy
            org.slf4j.MDC                            get getCopyOfContextMap
            org.apache.logging.log4j.ThreadContext   get getContext getImmutableContext peek
            org.jboss.logging.MDC                    get
            io.micrometer.tracing.Tracer             current*
            io.micrometer.observation.ObservationRegistry  getCurrentObservation*
            io.opentelemetry.api.baggage.Baggage     current
            io.opentelemetry.api.trace.Span          current
            io.opentelemetry.context.Context         current
            """;

    /** The default locale and charset, asked for by name. */
    static final String LOCALE = """
            java.util.Locale                         getDefault
            java.nio.charset.Charset                 defaultCharset
            java.time.format.DecimalStyle            ofDefaultLocale
            """;

    /** The default time zone, asked for by name. */
    static final String TIME_ZONE = """
            java.util.TimeZone                       getDefault
            java.time.ZoneId                         systemDefault
            org.joda.time.DateTimeZone               getDefault
            kotlinx.datetime.TimeZone$Companion      currentSystemDefault
            """;

    /** The default locale, time zone or charset, without a word. */
    static final String LOCALE_BY_DEFAULT = """
            java.lang.String                         format(String,Object[]) formatted toLowerCase() toUpperCase() getBytes() new(byte[]) new(byte[],int,int)
            java.util.Formatter                      new() new(Appendable) format(String,Object[])
            java.io.PrintStream                      format(String,Object[]) printf(String,Object[])
            java.io.PrintWriter                      format(String,Object[]) printf(String,Object[])
            java.io.InputStreamReader                new(InputStream)
            java.io.OutputStreamWriter               new(OutputStream)
            java.io.ByteArrayOutputStream            toString()
            java.net.URLEncoder                      encode(String)
            java.net.URLDecoder                      decode(String)
            java.text.NumberFormat                   getInstance() getNumberInstance() getIntegerInstance() getCurrencyInstance() getPercentInstance() getCompactNumberInstance()
            java.text.DecimalFormat                  new() new(String)
            java.text.DecimalFormatSymbols           new() getInstance()
            java.text.DateFormat                     getInstance() getDateInstance() getDateInstance(int) getTimeInstance() getTimeInstance(int) getDateTimeInstance() getDateTimeInstance(int,int)
            java.text.DateFormatSymbols              new() getInstance()
            java.text.SimpleDateFormat               new() new(String)
            java.text.MessageFormat                  new(String) format(String,Object[])
            java.text.Collator                       getInstance()
            java.text.BreakIterator                  getWordInstance() getLineInstance() getCharacterInstance() getSentenceInstance()
            java.time.format.DateTimeFormatter       ofPattern(String) ofLocalized*
            java.time.format.DateTimeFormatterBuilder  toFormatter()
            java.util.Currency                       getSymbol() getDisplayName()
            java.util.Locale                         getDisplayName() getDisplayCountry() getDisplayLanguage() getDisplayScript() getDisplayVariant()
            java.util.TimeZone                       getDisplayName()
            java.util.ResourceBundle                 getBundle(String)
            java.util.Date                           toString toLocaleString get*() !getTime new(int,int,int) new(String) parse
            java.util.GregorianCalendar              new(int,int,int) new(int,int,int,int,int) new(int,int,int,int,int,int)
            java.sql.Timestamp                       valueOf toLocalDateTime toString
            java.sql.Date                            valueOf toLocalDate toString
            kotlin.text.StringsKt                    capitalize(String) decapitalize(String)
            """;

    /** What lies on the class path, which belongs to the application and stays as it is while that runs. */
    static final String RESOURCES = """
            java.lang.Class                          getResource getResourceAsStream
            java.lang.ClassLoader                    getResource* getSystemResource* resources
            java.lang.Module                         getResourceAsStream
            org.springframework.core.io.ClassPathResource  getInputStream getContentAs* getFile exists lastModified contentLength
            org.springframework.util.ResourceUtils   getFile getURL
            """;

    /** Ways to objects that no field leads to. */
    static final String REGISTRIES = """
            org.springframework.beans.factory.*      getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.context.*            getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.web.context.*        getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.boot.web.*           getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.beans.factory.ListableBeanFactory  getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.beans.factory.BeanFactoryUtils  beanOfType* beansOfType*
            org.springframework.plugin.core.PluginRegistry  get*
            javax.naming.Context                     lookup
            javax.naming.InitialContext              lookup doLookup
            org.springframework.jndi.*               lookup
            jakarta.enterprise.inject.spi.CDI        current
            """;

    /** Methods of values that change them. What is not a value counts by which object it is, so what happens inside it is no matter. */
    static final String MUTATORS = """
            java.util.concurrent.atomic.*            increment* decrement* getAnd* addAndGet incrementAndGet decrementAndGet updateAndGet accumulateAndGet add accumulate set* lazySet compareAndSet compareAndExchange* weakCompareAndSet* reset sumThenReset getThenReset attemptMark
            java.util.concurrent.atomic.AtomicIntegerFieldUpdater  !*
            java.util.concurrent.atomic.AtomicLongFieldUpdater  !*
            java.util.concurrent.atomic.AtomicReferenceFieldUpdater  !*
            java.util.*                              add addAll addFirst addLast addElement push offer* put* merge compute* replace replaceAll remove* retainAll clear poll* pop take* drainTo set sort insertElementAt setElementAt setSize setProperty load trimToSize
            java.util.BitSet                         set clear flip and or xor andNot
            java.util.Date                           set*
            java.util.Calendar                       set* add roll clear
            java.util.StringJoiner                   add setEmptyValue
            java.util.Locale                         !*
            java.util.TimeZone                       !*
            java.util.Optional                       !*
            java.util.Random                         !*
            java.util.Timer                          !*
            java.util.concurrent.ThreadPoolExecutor  !*
            java.util.concurrent.Exchanger           !*
            java.util.IntSummaryStatistics           accept combine
            java.util.LongSummaryStatistics          accept combine
            java.util.DoubleSummaryStatistics        accept combine
            java.lang.StringBuilder                  append* insert delete* set* replace reverse
            java.lang.StringBuffer                   append* insert delete* set* replace reverse
            java.nio.*                               put* clear flip rewind compact
            """;

    /** Static methods that change their first argument. */
    static final String MUTATORS_OF_ARGUMENTS = """
            java.util.Collections                    addAll sort reverse shuffle swap fill rotate replaceAll
            java.util.Arrays                         sort parallelSort fill setAll parallelSetAll parallelPrefix
            """;

    private Tables() {}
}
