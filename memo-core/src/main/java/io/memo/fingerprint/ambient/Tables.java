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
            java.util.GregorianCalendar              getInstance new() new(TimeZone) new(Locale) new(TimeZone,Locale)
            java.util.concurrent.Delayed             getDelay
            java.util.concurrent.ScheduledFuture     getDelay
            java.util.concurrent.RunnableScheduledFuture  getDelay
            java.util.concurrent.DelayQueue          poll take drainTo
            java.net.HttpCookie                      hasExpired
            java.util.Properties                     store save
            org.springframework.util.PropertiesPersister  store
            org.springframework.util.DefaultPropertiesPersister  store
            java.util.zip.ZipOutputStream            putNextEntry
            java.util.jar.JarOutputStream            putNextEntry
            java.lang.management.RuntimeMXBean       getUptime getStartTime
            java.lang.management.ThreadMXBean        get*Time
            java.lang.ProcessHandle$Info             totalCpuDuration
            org.springframework.util.StopWatch       getTotalTime* getLastTask* lastTaskInfo getTaskInfo prettyPrint shortSummary
            org.springframework.scheduling.TriggerContext  last* getClock
            org.springframework.data.auditing.DateTimeProvider  getNow
            org.springframework.data.auditing.CurrentDateTimeProvider  getNow
            org.springframework.scheduling.support.SimpleTriggerContext  last* getClock
            org.springframework.security.core.authority.FactorGrantedAuthority  fromAuthority fromFactor
            org.springframework.security.core.authority.FactorGrantedAuthority$Builder  build
            org.springframework.security.core.session.*  registerNewSession refreshLastRequest
            org.springframework.security.authentication.ott.*  consume cleanupExpiredTokens
            org.springframework.security.core.token.TokenService  allocateToken
            org.springframework.security.core.token.KeyBasedPersistenceTokenService  allocateToken
            org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager  authorize
            org.springframework.transaction.support.ResourceHolderSupport  getTimeToLive*
            org.springframework.security.web.savedrequest.FastHttpDateFormat  getCurrentDate
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
            kotlin.time.TimeSource$Monotonic$ValueTimeMark  elapsed* hasPassed* hasNotPassed*
            kotlin.time.TimeSource$WithComparableMarks  markNow
            kotlin.time.TimeSource                   markNow
            kotlin.time.TimeMark                     elapsed* hasPassed* hasNotPassed*
            kotlin.time.ComparableTimeMark           elapsed* hasPassed* hasNotPassed*
            kotlin.time.TimeMark$DefaultImpls        hasPassed* hasNotPassed*
            kotlin.time.ComparableTimeMark$DefaultImpls  hasPassed* hasNotPassed*
            kotlin.time.AbstractLongTimeSource       markNow
            kotlin.time.AbstractDoubleTimeSource     markNow
            kotlin.time.MonotonicTimeSource          markNow* elapsedFrom*
            kotlin.time.MeasureTimeKt                measure*
            kotlin.time.InstantJvmKt                 systemClockNow
            kotlin.system.TimingKt                   measure*
            """;

    /** What is drawn. */
    static final String RANDOM = """
            java.lang.Math                           random
            java.lang.StrictMath                     random
            java.util.UUID                           randomUUID
            java.util.Collections                    shuffle(List)
            java.util.concurrent.ThreadLocalRandom   current
            java.util.random.RandomGenerator         getDefault of
            java.util.random.RandomGeneratorFactory  create()
            java.security.SecureRandom               new getInstance getInstanceStrong generateSeed getSeed
            java.security.KeyPairGenerator           generateKeyPair genKeyPair
            java.security.AlgorithmParameterGenerator  generateParameters
            java.rmi.server.UID                      new()
            java.rmi.server.ObjID                    new()
            java.rmi.dgc.VMID                        new
            javax.crypto.KeyGenerator                generateKey
            kotlin.random.Random$Default             next*
            kotlin.collections.CollectionsKt         shuffled(Iterable)
            kotlin.uuid.Uuid$Companion               random generateV*
            org.apache.commons.lang3.RandomStringUtils  random* next* insecure secure secureStrong
            org.apache.commons.lang3.RandomUtils     next* insecure secure secureStrong
            org.springframework.util.AlternativeJdkIdGenerator  generateId
            org.springframework.util.JdkIdGenerator  generateId
            org.springframework.util.IdGenerator     generateId
            org.springframework.util.SimpleIdGenerator  !*
            org.springframework.messaging.MessageHeaders  new
            org.springframework.messaging.support.GenericMessage  new(Object) new(Object,Map)
            org.springframework.messaging.support.ErrorMessage  new(Throwable) new(Throwable,Map) new(Throwable,Message) new(Throwable,Map,Message)
            org.springframework.messaging.support.MessageBuilder  build createMessage
            org.springframework.messaging.support.MessageHeaderAccessor  getMessageHeaders toMessageHeaders
            org.springframework.messaging.converter.MessageConverter  toMessage
            org.springframework.messaging.converter.SmartMessageConverter  toMessage
            org.springframework.security.web.csrf.CsrfTokenRepository  generateToken
            org.springframework.security.web.server.csrf.ServerCsrfTokenRepository  generateToken
            org.springframework.util.MimeTypeUtils   generateMultipart*
            org.springframework.security.authentication.ott.*  generate
            org.springframework.security.crypto.keygen.*  generateKey
            org.springframework.security.crypto.password.PasswordEncoder  encode
            org.springframework.security.crypto.bcrypt.BCrypt  gensalt
            """;

    /** What no other object has. */
    static final String IDENTITY = """
            java.lang.System                         identityHashCode
            java.util.Objects                        toIdentityString
            org.springframework.util.ObjectUtils     getIdentityHexString identityToString
            """;

    /** What is made of the identity, of what is the same in every process. */
    static final String HASHES = """
            java.lang.Enum                           hashCode
            """;

    /** Draws from an object that a seed may have been given. */
    static final String DRAWS = """
            java.util.Random                         next* ints longs doubles
            java.util.SplittableRandom               next* ints longs doubles
            java.security.SecureRandom               next* ints longs doubles
            java.util.concurrent.ThreadLocalRandom   next* ints longs doubles
            java.util.random.RandomGenerator$*       next* ints longs doubles
            java.util.random.RandomGenerator         next* ints longs doubles
            kotlin.random.Random                     next*
            kotlin.random.RandomKt                   next*
            kotlin.collections.CollectionsKt         random* shuffled(Iterable,Random) shuffle(List,Random)
            kotlin.collections.ArraysKt              random* shuffle*
            kotlin.sequences.SequencesKt             shuffled
            kotlin.ranges.RangesKt                   random*
            kotlin.text.StringsKt                    random*
            """;

    /** Makers of generators that give the same numbers for the same seed. */
    static final String SEEDED = """
            java.util.Random                         new(long)
            java.util.SplittableRandom               new(long)
            java.util.random.RandomGeneratorFactory  create(long) create(byte[])
            kotlin.random.RandomKt                   Random
            """;

    /** What the machine and the process are like. */
    static final String ENVIRONMENT = """
            java.lang.System                         getenv getProperty getProperties console
            java.lang.Boolean                        getBoolean
            java.lang.Integer                        getInteger
            java.lang.Long                           getLong
            java.lang.Runtime                        availableProcessors totalMemory freeMemory maxMemory
            java.lang.ProcessHandle                  current of pid info allProcesses parent children descendants isAlive
            java.lang.Process                        pid info toHandle
            java.lang.management.RuntimeMXBean       get* is* !getUptime !getStartTime
            java.lang.management.*                   get* is* find* dump*
            com.sun.management.*                     get* is*
            javax.management.MBeanServer             get* query* invoke isRegistered
            javax.management.MBeanServerConnection   get* query* invoke isRegistered
            java.util.prefs.Preferences              get* keys childrenNames node* userRoot systemRoot userNodeForPackage systemNodeForPackage
            java.util.prefs.AbstractPreferences      get* keys childrenNames node* userRoot systemRoot userNodeForPackage systemNodeForPackage
            java.util.concurrent.ForkJoinPool        getParallelism getCommonPoolParallelism
            java.security.Security                   getProperty getProvider* getAlgorithms
            java.net.InetAddress                     getLocalHost
            java.net.Inet4Address                    getLocalHost
            java.net.Inet6Address                    getLocalHost
            java.net.NetworkInterface                get* is* networkInterfaces inetAddresses subInterfaces supportsMulticast
            java.io.File                             getAbsolute* get*Space listRoots toURI toURL
            java.nio.file.Path                       toAbsolutePath toUri
            java.nio.file.FileStore                  get*
            org.springframework.core.env.*           get* resolve* contains* acceptsProfiles matchesProfiles
            org.springframework.core.env.EnvironmentCapable  getEnvironment
            org.springframework.context.*            getProperty getActiveProfile*
            org.springframework.core.SpringProperties  get* checkFlag
            org.springframework.core.io.FileSystemResource  getURI getURL getDescription
            org.springframework.core.io.PathResource getURI getURL getDescription
            org.springframework.util.SystemPropertyUtils  resolvePlaceholders
            org.springframework.jndi.JndiPropertySource  getProperty
            org.springframework.boot.system.ApplicationPid  new() to* write
            org.springframework.boot.system.ApplicationHome  get*
            org.springframework.boot.cloud.CloudPlatform  getActive is*
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
            org.springframework.http.server.ServerHttpRequest  get*
            org.springframework.http.server.reactive.ServerHttpRequest  get*
            org.springframework.web.reactive.function.server.ServerRequest  attribute* body* cookies exchange form* headers local* method multipart* path* principal query* remote* request* session uri*
            org.springframework.web.servlet.function.ServerRequest  attribute* body* cookies headers method multipart* param* path* principal remote* request* servletRequest session uri*
            org.springframework.web.servlet.support.RequestContext  get* is* new
            org.springframework.web.reactive.result.view.RequestContext  get* is* new
            org.springframework.web.socket.WebSocketSession  get*
            org.springframework.messaging.simp.SimpMessageHeaderAccessor  getUser getSession*
            org.springframework.messaging.simp.SimpAttributes  fromMessage get*
            org.springframework.messaging.simp.SimpAttributesContextHolder  get* current*
            org.springframework.messaging.simp.SimpSessionScope  get getConversationId
            org.springframework.messaging.simp.user.SimpUserRegistry  get* find*
            org.springframework.security.web.csrf.CsrfTokenRepository  load*
            org.springframework.security.web.server.csrf.ServerCsrfTokenRepository  load*
            org.springframework.security.web.savedrequest.RequestCache  get*
            org.springframework.security.web.server.savedrequest.ServerRequestCache  get* removeMatchingRequest
            org.springframework.security.web.context.SecurityContextRepository  load* containsContext
            org.springframework.security.web.server.context.ServerSecurityContextRepository  load
            org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper  getRemoteUser getUserPrincipal isUserInRole
            org.springframework.validation.beanvalidation.LocaleContextMessageInterpolator  interpolate
            org.springframework.format.support.FormatterPropertyEditorAdapter  getAsText setAsText
            org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager  authorize
            org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager  authorize
            org.springframework.web.servlet.support.ServletUriComponentsBuilder  from*
            org.springframework.web.servlet.mvc.method.annotation.MvcUriComponentsBuilder  from*
            org.springframework.web.servlet.support.RequestContextUtils  *
            org.springframework.web.util.WebUtils    get*
            org.springframework.web.server.ServerWebExchange  getPrincipal getSession getLocaleContext getAttribute* getFormData
            org.springframework.web.server.WebSession  get*
            org.springframework.context.i18n.LocaleContextHolder  getLocale getLocaleContext getTimeZone
            org.springframework.context.i18n.TimeZoneAwareLocaleContext  getTimeZone
            org.springframework.context.support.MessageSourceAccessor  getMessage(String) getMessage(String,String) getMessage(String,Object[]) getMessage(String,Object[],String) getMessage(MessageSourceResolvable)
            org.springframework.data.domain.AuditorAware  getCurrentAuditor
            org.springframework.data.domain.ReactiveAuditorAware  getCurrentAuditor
            org.springframework.messaging.simp.SimpAttributesContextHolder  *Attributes
            org.springframework.graphql.server.WebGraphQlRequest  get*
            org.hibernate.context.spi.CurrentTenantIdentifierResolver  resolveCurrentTenantIdentifier
            org.hibernate.SharedSessionContract      getTenantIdentifier*
            reactor.core.publisher.Mono              deferContextual transformDeferredContextual
            reactor.core.publisher.Flux              deferContextual transformDeferredContextual
            reactor.core.publisher.MonoSink          contextView currentContext
            reactor.core.publisher.FluxSink          contextView currentContext
            reactor.core.publisher.SynchronousSink   contextView currentContext
            reactor.core.publisher.Signal            getContextView
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
            java.lang.Thread                         getName getId threadId getThreadGroup getStackTrace getContextClassLoader getPriority isDaemon isVirtual activeCount enumerate getUncaughtExceptionHandler
            java.lang.ThreadGroup                    activeCount activeGroupCount enumerate getName getMaxPriority getParent
            java.util.concurrent.locks.ReentrantLock  isHeldByCurrentThread getHoldCount
            java.util.concurrent.locks.ReentrantReadWriteLock  getReadHoldCount getWriteHoldCount isWriteLockedByCurrentThread
            java.lang.StackWalker                    walk getCallerClass forEach
            org.springframework.core.NamedThreadLocal  get
            org.springframework.core.NamedInheritableThreadLocal  get
            org.springframework.transaction.support.TransactionSynchronizationManager  get* is* hasResource
            org.springframework.transaction.interceptor.TransactionAspectSupport  currentTransactionStatus
            org.springframework.transaction.reactive.TransactionSynchronizationManager  forCurrentTransaction get* is* hasResource
            org.springframework.transaction.reactive.TransactionContextManager  currentContext
            org.springframework.aop.framework.AopContext  currentProxy
            org.slf4j.MDC                            get getCopyOfContextMap
            org.apache.logging.log4j.ThreadContext   get getContext getImmutableContext peek
            org.jboss.logging.MDC                    get
            io.micrometer.tracing.Tracer             current*
            io.micrometer.observation.ObservationRegistry  getCurrentObservation*
            io.micrometer.context.ThreadLocalAccessor  getValue
            io.opentelemetry.api.baggage.Baggage     current
            io.opentelemetry.api.trace.Span          current
            io.opentelemetry.context.Context         current
            """;

    /** What lies on the class path, which belongs to the application and stays as it is while that runs. */
    static final String RESOURCES = """
            java.lang.Class                          getResource getResourceAsStream
            java.lang.ClassLoader                    getResource* getSystemResource* resources
            java.net.URLClassLoader                  getResource* getSystemResource* resources findResource*
            java.security.SecureClassLoader          getResource* getSystemResource* resources
            java.lang.Module                         getResourceAsStream
            org.springframework.core.io.ClassPathResource  getInputStream getContentAs* getFile exists isReadable readableChannel lastModified contentLength getURL getURI
            org.springframework.core.io.ModuleResource  getInputStream getContentAs* exists isReadable readableChannel contentLength
            org.springframework.core.io.support.PropertiesLoaderUtils  loadAllProperties
            org.springframework.util.ResourceUtils   getFile getURL
            """;

    /** Ways to objects that no field leads to. */
    static final String REGISTRIES = """
            *                                        getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.beans.factory.*      getBean getBeansOfType getBeansWithAnnotation getBeanProvider createBean autowireBean* configureBean
            org.springframework.context.*            getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.web.context.*        getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.boot.web.*           getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.beans.factory.ListableBeanFactory  getBean getBeansOfType getBeansWithAnnotation getBeanProvider
            org.springframework.beans.factory.BeanFactoryUtils  beanOfType* beansOfType*
            org.springframework.context.expression.BeanFactoryResolver  new
            org.springframework.web.context.support.SpringBeanAutowiringSupport  processInjection*
            org.springframework.plugin.core.PluginRegistry  get*
            javax.naming.*                           lookup doLookup
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
